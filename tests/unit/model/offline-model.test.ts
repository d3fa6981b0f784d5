import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type OfflineModel, startOfflineModel } from "../../../local/model/server.ts";

let model: OfflineModel;

beforeAll(async () => {
  model = await startOfflineModel({ port: 0 });
});

afterEach(() => model.clearFaults());

afterAll(() => model.close());

const BODY = { model: "m", max_tokens: 10, messages: [{ role: "user", content: "hi" }] };
const HEADERS = { "x-api-key": "k", "anthropic-version": "2023-06-01" };

function ask(body: unknown, headers: Record<string, string> = HEADERS) {
  return fetch(`${model.url}/v1/messages`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
}

function plan(fault: unknown) {
  return fetch(`${model.url}/faults`, { method: "POST", body: JSON.stringify(fault) });
}

test("it refuses what the real API refuses, and notes why", async () => {
  const answer = await ask({ ...BODY, temperature: 1 });

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    type: "error",
    error: { type: "invalid_request_error" },
  });
  expect(model.calls().at(-1)?.outcome).toMatch(/^invalid: .*temperature/);
});

test("it wants a key and a version", async () => {
  expect((await ask(BODY, { "anthropic-version": "2023-06-01" })).status).toBe(401);
  expect((await ask(BODY, { "x-api-key": "k" })).status).toBe(400);
});

test("the same question gets the same answer", async () => {
  const words = async () => {
    const { content } = await (await ask(BODY)).json();
    return content;
  };
  expect(await words()).toEqual(await words());
});

test("its log holds counts and names, and no words", async () => {
  const before = model.calls().length;
  await ask({
    ...BODY,
    system: "Role: nobody",
    metadata: { user_id: "somebody" },
    messages: [{ role: "user", content: "my secret" }],
  });
  await vi.waitFor(() => expect(model.calls(before)[0]?.end).toBe("answered"));
  const calls = await (await fetch(`${model.url}/calls?after=${before}`)).json();

  expect(calls).toEqual([
    {
      number: before + 1,
      at: expect.any(String),
      ended_at: expect.any(String),
      end: "answered",
      request_id: expect.stringMatching(/^req_/),
      user: "somebody",
      role: "nobody",
      model: "m",
      system_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      messages: 1,
      tools: 0,
      call: 1,
      outcome: "ok",
      tool_uses: [],
    },
  ]);
});

test("a call is in the log from its beginning, with the name that its answer carries", async () => {
  const before = model.calls().length;
  await plan({ kind: "delay", delay_ms: 60_000 });
  const hangUp = new AbortController();
  const asked = fetch(`${model.url}/v1/messages`, {
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify(BODY),
    signal: hangUp.signal,
  });
  await vi.waitFor(() => expect(model.calls(before)).toMatchObject([{ end: null }]));
  hangUp.abort();
  await expect(asked).rejects.toThrow();
  await vi.waitFor(() => expect(model.calls(before)).toMatchObject([{ end: "closed" }]));

  const answer = await ask(BODY);
  expect(model.calls(before).at(-1)?.request_id).toBe(answer.headers.get("request-id"));
});

test("a caller that is stalled and hangs up is noted as such", async () => {
  const before = model.calls().length;
  await plan({ kind: "stall" });
  const answer = await ask(BODY);
  await answer.body?.cancel();
  await vi.waitFor(() =>
    expect(model.calls(before)).toMatchObject([{ outcome: "stall", end: "closed" }]),
  );
});

test("a fault is played as often as was asked for, on the call that was asked for", async () => {
  await plan({ kind: "overloaded", count: 2, call: 1 });
  await plan({ kind: "server_error", call: 2 });

  const statuses = [];
  for (let index = 0; index < 3; index += 1) statuses.push((await ask(BODY)).status);
  expect(statuses).toEqual([529, 529, 200]);
  expect(await (await fetch(`${model.url}/faults`)).json()).toMatchObject([
    { kind: "server_error", call: 2, count: 1 },
  ]);
});

test("faults can be taken back", async () => {
  await plan({ kind: "overloaded" });
  await fetch(`${model.url}/faults`, { method: "DELETE" });
  expect((await ask(BODY)).status).toBe(200);
});

test("a rate limit says when to come back", async () => {
  await plan({ kind: "rate_limit", retry_after_seconds: 7 });
  const answer = await ask(BODY);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "7"]);
});

test("a fault that it does not know is refused", async () => {
  expect((await plan({ kind: "earthquake" })).status).toBe(400);
});

test("a port that is taken is an error", async () => {
  await expect(startOfflineModel({ port: model.port })).rejects.toThrow("EADDRINUSE");
});
