import { readFileSync } from "node:fs";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { prepareEngine } from "../../bench/engine/prepare.ts";
import { type Server, startServer } from "../../bench/server.ts";

const LOG = readFileSync(new URL("../../bench/order/log.sql", import.meta.url), "utf8");

let server: Server;
let sql: Sql;
beforeAll(async () => {
  server = await startServer();
  sql = postgres(await server.make("bench_violations"), { max: 1, onnotice() {} });
  await prepareEngine(sql, { tenants: 1, people: 1 });
  await sql.unsafe(LOG).simple();
});
afterAll(async () => {
  await sql?.end();
  await server?.stop();
});
beforeEach(async () => {
  await sql`truncate bench.log`;
});

const CLEAN = { out_of_order: 0, overlaps: 0, duplicates: 0, stuck: 0, dead: 0 };

/** Writes a log of one lane, a row a word: the task's number, its lease and its status. */
async function written(...rows: [seq: number, lease: string, status: string][]) {
  for (const [seq, lease, status] of rows) {
    await sql`insert into bench.log (task_id, lane_key, seq, lease_token, status)
      values (md5(${seq}::text)::uuid, 'request:1', ${seq}, md5(${lease})::uuid, ${status})`;
  }
  const [found] = await sql`select * from bench.violations`;
  return found;
}

test("batches that end one after the other are no violation, whatever the order inside one", async () => {
  expect(
    await written(
      [1, "a", "processing"],
      [2, "a", "processing"],
      [2, "a", "completed"],
      [1, "a", "completed"],
      [3, "b", "processing"],
      [3, "b", "pending"],
      [3, "c", "processing"],
      [3, "c", "completed"],
    ),
  ).toEqual(CLEAN);
});

test("a task that is completed after a later one of its lane is out of order", async () => {
  expect(
    await written(
      [2, "a", "processing"],
      [2, "a", "completed"],
      [1, "b", "processing"],
      [1, "b", "completed"],
    ),
  ).toEqual({ ...CLEAN, out_of_order: 1 });
});

test("a lease that begins before the one before it has ended is an overlap", async () => {
  expect(
    await written(
      [1, "a", "processing"],
      [2, "b", "processing"],
      [1, "a", "completed"],
      [2, "b", "completed"],
    ),
  ).toEqual({ ...CLEAN, overlaps: 1 });
});

test("a task that is completed twice is a duplicate", async () => {
  expect(
    await written(
      [1, "a", "processing"],
      [1, "a", "completed"],
      [1, "b", "processing"],
      [1, "b", "completed"],
    ),
  ).toEqual({ ...CLEAN, out_of_order: 1, duplicates: 1 });
});

test("a task that nobody ends is stuck", async () => {
  await sql`
    insert into public.agent_tasks (tenant_id, task_type, scheduled_for, lane_key, context_json)
    values (bench.tenant(0), 'bench', now(), 'request:1', '{}')`;
  expect(await written()).toEqual({ ...CLEAN, stuck: 1 });
});
