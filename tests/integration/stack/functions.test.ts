import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import type { FunctionsConfig } from "../../../local/functions/config.ts";
import { serveFunctions } from "../../../local/functions/serve.ts";
import type { RunningPart } from "../../../local/parts/run-part.ts";
import { choosePorts } from "../../../local/ports.ts";
import { type Listener, listen } from "./listener.ts";

const isolates = z.array(
  z.object({ id: z.number(), function: z.string(), pid: z.number(), state: z.string() }),
);

let listener: Listener;
let runtime: RunningPart | undefined;
let url = "";

beforeAll(async () => {
  listener = await listen();
});

beforeEach(() => {
  listener.arrivals.length = 0;
});

afterEach(() => runtime?.close());

afterAll(() => listener.close());

async function serve(config: Partial<FunctionsConfig> = {}): Promise<void> {
  const { functions: port } = await choosePorts("free", ["functions"]);
  runtime = await serveFunctions({
    port,
    folder: fileURLToPath(new URL("functions", import.meta.url)),
    names: ["probe", "witness", "broken"],
    env: { GREETING: "hello" },
    wallClockSeconds: 60,
    isolatesPerFunctionMax: 1,
    warm: false,
    ...config,
  });
  url = `http://127.0.0.1:${port}`;
}

async function get(path: string): Promise<string> {
  return await (await fetch(url + path)).text();
}

async function list() {
  return isolates.parse(JSON.parse(await get("/_runtime/isolates")));
}

function arrived(path: string, timeout = 10_000): Promise<void> {
  return vi.waitFor(
    () => expect(listener.arrivals.map((arrival) => arrival.path)).toContain(path),
    { timeout, interval: 10 },
  );
}

function stateOf(pid: string, state: string): Promise<void> {
  return vi.waitFor(
    async () => expect(await list()).toContainEqual(expect.objectContaining({ pid: +pid, state })),
    { timeout: 10_000, interval: 20 },
  );
}

test("a function sees its own path, and the whole request", async () => {
  await serve();
  const init = { method: "PATCH", headers: { "x-mine": "1" }, body: "é\0" };
  const seen = { method: "PATCH", path: "/probe/echo?a=%20b", header: "1", body: "é\0" };
  for (const prefix of ["/functions/v1/probe", "/probe"]) {
    const answer = await fetch(`${url}${prefix}/echo?a=%20b`, init);
    expect(await answer.json()).toEqual(seen);
  }
});

test("work given to waitUntil goes on after the response, then the isolate is frozen", async () => {
  await serve();
  const pid = await get(`/probe/inside?ms=300&to=${listener.url}`);
  expect(listener.arrivals).toHaveLength(0);
  await arrived(`/inside/${pid}`);
  await stateOf(pid, "frozen");
});

test("work outside waitUntil gets no further than the response", async () => {
  await serve();
  const cut = await get(`/probe/outside?ms=200&to=${listener.url}`);
  // The same work in another isolate, longer, and inside: when it is done, the other would be.
  const witness = await get(`/witness/inside?ms=800&to=${listener.url}`);
  await arrived(`/inside/${witness}`);
  expect(listener.arrivals.map(({ path }) => path)).toEqual([`/inside/${witness}`]);
  await stateOf(cut, "frozen");
});

test("an isolate serves many requests, and one at work does not hold up the next", async () => {
  await serve();
  const [slow, quick, again] = await Promise.all([
    get(`/probe/slow?ms=500&to=${listener.url}`).then((pid) => ({ pid, at: performance.now() })),
    get("/probe").then((pid) => ({ pid, at: performance.now() })),
    get("/probe").then((pid) => ({ pid, at: performance.now() })),
  ]);
  expect(new Set([slow.pid, quick.pid, again.pid]).size).toBe(1);
  expect(quick.at).toBeLessThan(slow.at);
});

test("a caller who hangs up changes nothing for the function", async () => {
  await serve();
  await get("/probe");
  const request = fetch(`${url}/probe/slow?ms=400&to=${listener.url}`, {
    signal: AbortSignal.timeout(100),
  });
  await expect(request).rejects.toThrow(/timeout/);
  await arrived("/slow");
});

test("after half of its wall clock an isolate takes no request, and may finish its work", async () => {
  await serve({ wallClockSeconds: 4 });
  const first = await get(`/probe/inside?ms=2500&to=${listener.url}`);
  expect(await get("/probe")).toBe(first);
  await stateOf(first, "retired");
  expect(await get("/probe")).not.toBe(first);
  await arrived(`/inside/${first}`);
  await vi.waitFor(async () => {
    expect((await list()).map(({ pid }) => pid)).not.toContain(+first);
  });
});

test("an idle isolate that retires is told so before it ends", async () => {
  await serve({ wallClockSeconds: 2 });
  const pid = await get(`/probe/unload?to=${listener.url}`);
  await arrived(`/unload/${pid}/early_drop`);
});

test("at its wall clock an isolate is told, and ended whatever it does", async () => {
  await serve({ wallClockSeconds: 2 });
  await get(`/probe/unload?to=${listener.url}`);
  const pid = await get(`/probe/inside?ms=60000&to=${listener.url}`);
  await arrived(`/unload/${pid}/wall_clock`);
  await vi.waitFor(async () => expect(await list()).toHaveLength(0), { timeout: 5_000 });
  expect(listener.arrivals.map(({ path }) => path)).not.toContain(`/inside/${pid}`);
});

test("a function that cannot be loaded answers 503, and others go on", async () => {
  await serve();
  const answer = await fetch(`${url}/broken`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: "BOOT_ERROR" });
  expect((await fetch(`${url}/probe`)).status).toBe(200);
});

test("a function that dies answers 500, and the next request finds a new isolate", async () => {
  await serve();
  const first = await get("/probe");
  expect((await fetch(`${url}/probe/exit`)).status).toBe(500);
  const second = await get("/probe");
  expect(second).not.toBe(first);
  expect(second).toMatch(/^\d+$/);
});

test("an isolate is killed through the control path", async () => {
  await serve();
  await get("/probe");
  const [isolate] = await list();
  const answer = await fetch(`${url}/_runtime/isolates/${isolate?.id}`, { method: "DELETE" });
  expect(answer.status).toBe(204);
  expect(await list()).toHaveLength(0);
});

test("when the runtime closes, its isolates end too, frozen or not", async () => {
  await serve();
  const frozen = await get("/probe");
  await stateOf(frozen, "frozen");
  const working = await get(`/witness/inside?ms=60000&to=${listener.url}`);
  await runtime?.close();
  for (const pid of [frozen, working]) expect(() => process.kill(+pid, 0)).toThrow("ESRCH");
});

test("a function's environment is what it was given, and nothing of ours", async () => {
  vi.stubEnv("NOT_FOR_FUNCTIONS", "1");
  await serve();
  const environment = JSON.parse(await get("/probe/env"));
  expect(environment.GREETING).toBe("hello");
  expect(environment).not.toHaveProperty("NOT_FOR_FUNCTIONS");
  expect(environment).not.toHaveProperty("HOME");
});

test("as hosted functions, it serves no web pages", async () => {
  await serve();
  expect((await fetch(`${url}/probe/page`)).headers.get("content-type")).toBe("text/plain");
});

test.each([
  "/nothing",
  "/functions/v1/nothing",
  "/functions/v1/_runtime/isolates",
  "/",
  "/probe%2F",
])("%s is no function", async (path) => {
  await serve();
  expect((await fetch(url + path)).status).toBe(404);
});
