import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { RunningPart } from "../../../local/parts/run-part.ts";
import { runPorter } from "../../../local/porter/porter.ts";
import { type Stack, startStack } from "../../../local/stack.ts";
import { type Arrival, type Listener, listen } from "./listener.ts";

let stack: Stack;
let sql: Sql;
let porter: RunningPart | undefined;
let listener: Listener;

beforeAll(async () => {
  stack = await startStack({ dbOnly: true });
  sql = postgres(stack.adminUrl, { max: 2, onnotice() {} });
  listener = await listen();
  porter = await runPorter({ databaseUrl: stack.adminUrl });
});

afterAll(async () => {
  await porter?.close();
  await listener.close();
  await sql.end();
  await stack.stop();
});

async function post(path: string, timeoutMs = 5_000): Promise<string> {
  const [row] = await sql<[{ id: string }]>`
    select net.http_post(${listener.url + path}, '{"a": 1}', timeout_milliseconds => ${timeoutMs})
      ::text as id`;
  return row.id;
}

/** Tells the porter what to do to requests while `during` runs. */
async function withFaults(
  faults: { lose?: number; duplicate?: number },
  during: () => Promise<void>,
): Promise<void> {
  const { lose = 0, duplicate = 0 } = faults;
  await sql`update net.faults set lose_percent = ${lose}, duplicate_percent = ${duplicate}`;
  await during();
  await sql`update net.faults set lose_percent = 0, duplicate_percent = 0`;
}

function of(path: string): Arrival[] {
  return listener.arrivals.filter((arrival) => arrival.path === path);
}

function arrived(path: string, count: number): Promise<void> {
  return vi.waitFor(() => expect(of(path)).toHaveLength(count), { timeout: 10_000, interval: 5 });
}

function response(id: string) {
  return vi.waitFor(
    async () => {
      const [row] = await sql`select * from net._http_response where id = ${id}`;
      expect(row).toBeDefined();
      return row;
    },
    { timeout: 10_000, interval: 20 },
  );
}

describe.concurrent("a request", () => {
  test("a request carries its method, query, headers and body", async () => {
    await sql`select net.http_post(${`${listener.url}/carried`}, '{"text": "é"}',
    '{"q": "a b&c"}', '{"x-mine": "1"}')`;
    await sql`select net.http_get(${`${listener.url}/got`}, '{"q": "1"}')`;
    await arrived("/carried", 1);
    await arrived("/got", 1);
    expect(of("/carried")[0]).toMatchObject({
      method: "POST",
      body: '{"text": "é"}',
      headers: { "x-mine": "1", "content-type": "application/json" },
    });
    const [encoded] = await sql`select net._encode_url_with_params_array('http://h/p',
    array['q=' || net._urlencode_string('a b&ü')]) as url`;
    expect(encoded?.url).toBe("http://h/p?q=a%20b%26%C3%BC");
  });

  test("what is rolled back is never sent", async () => {
    await sql
      .begin(async (tx) => {
        await tx`select net.http_post(${`${listener.url}/undone`})`;
        throw new Error("roll back");
      })
      .catch(() => {});
    await post("/after");
    await arrived("/after", 1);
    expect(of("/undone")).toHaveLength(0);
  });

  test("the response is recorded, and an error status is no reason to try again", async () => {
    const id = await post("/failing?status=503");
    expect(await response(id)).toMatchObject({
      status_code: 503,
      content_type: "text/plain",
      content: "heard",
      headers: { "x-listener": "yes" },
      timed_out: false,
      error_msg: null,
    });
    await response(await post("/later"));
    expect(of("/failing")).toHaveLength(1);
  });

  test("a timeout is recorded, and the remote goes on", async () => {
    const id = await post("/slow?hold=600", 100);
    expect(await response(id)).toMatchObject({ status_code: null, timed_out: true });
    await vi.waitFor(() => expect(of("/slow")[0]?.answeredAt).toBeDefined());
  });

  test("a refused connection is recorded", async () => {
    const [row] = await sql<[{ id: string }]>`
    select net.http_post('http://127.0.0.1:9/')::text as id`;
    expect(await response(row.id)).toMatchObject({
      status_code: null,
      timed_out: false,
      error_msg: expect.stringMatching(/ECONNREFUSED|bad port/),
    });
  });
});

test("the next batch waits for the slowest request of this one", async () => {
  await sql.begin(async (tx) => {
    await tx`select net.http_post(${`${listener.url}/slowest?hold=1500`})`;
    await tx`select net.http_post(${`${listener.url}/quick`})`;
  });
  await arrived("/slowest", 1);
  await post("/next");
  await arrived("/next", 1);
  expect(of("/next")[0]?.at).toBeGreaterThan(of("/slowest")[0]?.answeredAt ?? Infinity);
});

test("a batch is 200 requests, and the next comes up to a second later", async () => {
  await sql`select net.http_post(${listener.url} || '/many?n=' || n) from generate_series(1, 201) n`;
  await arrived("/many", 201);
  const times = of("/many").map((arrival) => arrival.at);
  const pause = (times[200] ?? 0) - (times[199] ?? 0);
  expect(pause).toBeGreaterThan(900);
  expect(pause).toBeLessThan(2_000);
});

test("an idle porter is woken by the commit", async () => {
  // A ring within a second of another waits: one that found the porter idle came at once.
  await vi.waitFor(
    async () => {
      const rung = performance.now();
      const before = of("/ring").length;
      await post("/ring");
      await arrived("/ring", before + 1);
      expect((of("/ring").at(-1)?.at ?? Infinity) - rung).toBeLessThan(50);
    },
    { timeout: 20_000, interval: 1_500 },
  );
});

test("told to lose, it sends nothing and records nothing", async () => {
  let lost = "";
  await withFaults({ lose: 100 }, async () => {
    lost = await post("/lost");
    await vi.waitFor(
      async () => expect(await sql`select from net.http_request_queue`).toHaveLength(0),
      { timeout: 5_000 },
    );
  });
  await response(await post("/found"));
  expect(of("/lost")).toHaveLength(0);
  expect(await sql`select from net._http_response where id = ${lost}`).toHaveLength(0);
});

test("told to duplicate, it sends each request twice", async () => {
  await withFaults({ duplicate: 100 }, async () => {
    await post("/twice");
    await arrived("/twice", 2);
  });
});

test("the queue survives a clean restart and not a crash, and the porter goes on after both", async () => {
  await porter?.close();
  await post("/kept");
  await stack.restartPostgres("fast");
  expect(await queue()).toHaveLength(1);
  porter = await runPorter({ databaseUrl: stack.adminUrl });
  await arrived("/kept", 1);

  await porter.close();
  await post("/gone");
  await stack.restartPostgres("immediate");
  expect(await queue()).toHaveLength(0);

  porter = await runPorter({ databaseUrl: stack.adminUrl });
  await stack.restartPostgres("fast");
  await vi.waitFor(() => post("/again"), { timeout: 10_000 });
  await arrived("/again", 1);
});

/** What is queued, once the server takes connections again. */
function queue() {
  return vi.waitFor(() => sql`select id from net.http_request_queue`, { timeout: 10_000 });
}
