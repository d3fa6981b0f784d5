import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postText, textsTo } from "../../../local/carrier/client.ts";
import { type Stack, startStack } from "../../../local/stack.ts";

/* A stack whose isolates live for seconds: the bouncer's is retired while its model thinks. */

const WALL_CLOCK_SECONDS = 6;
const THINKS_MS = 20_000;
const ada = "+14155552001";

let stack: Stack;
let sql: Sql;

beforeAll(async () => {
  stack = await startStack({ functionsWarm: true, functionsWallClockSeconds: WALL_CLOCK_SECONDS });
  sql = postgres(stack.values.DB_URL, { max: 1, onnotice: () => {} });
}, 60_000);

afterAll(async () => {
  await sql.end();
  await stack.stop();
});

test("an isolate that is retired gives its lease back, and the try is not counted", async () => {
  const planned = await fetch(`${stack.values.MODEL_URL}/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ kind: "delay", role: "bouncer", delay_ms: THINKS_MS }),
  });
  expect(planned.ok).toBe(true);
  const { TWILIO_PHONE_NUMBER: to, CARRIER_URL } = stack.values;
  await postText(CARRIER_URL, { from: ada, to, body: "I'm Ada Lovelace" });
  await expect
    .poll(() => textsTo(CARRIER_URL, ada), { timeout: 50_000, interval: 100 })
    .toHaveLength(1);
  await expect
    .poll(
      () => sql`select status, retry_count, snooze_count, errors from public.agent_tasks
        where task_type = 'reply'`,
      { timeout: 20_000, interval: 100 },
    )
    .toEqual([{ status: "completed", retry_count: 0, snooze_count: 0, errors: [] }]);
  // By the isolate itself: a lease that the sweep takes back is a try.
  expect(await sql`select leases_freed::integer from private.sweeps`).toEqual([
    { leases_freed: 0 },
  ]);
  const calls = await sql`select outcome from public.agent_actions_log
    where agent_type = 'bouncer' order by created_at`;
  const [first, ...others] = calls.map((call) => call.outcome);
  expect([first, new Set(others)]).toEqual(["timeout", new Set(["ok"])]);
});
