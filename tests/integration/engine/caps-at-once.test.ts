import { afterAll, beforeAll, expect, test } from "vitest";
import { allAtOnce } from "../schema/all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "../schema/own-database.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const CAP = 3;
const CLAIMERS = 8;

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(CLAIMERS + 1);
  await db.sql`update private.functions set leases_max = ${CAP} where name = 'sms-sender'`;
  await db.sql`insert into public.agent_tasks
      (tenant_id, task_type, lane_key, scheduled_for, context_json)
    select ${TENANT}, 'send_sms', 'send:' || n, now(), '{}' from generate_series(1, 50) n`;
});

afterAll(() => db.stop());

test("however many claim at once, a function holds no more leases than it may", async () => {
  const outcomes = await allAtOnce(
    db.sql,
    // Whoever counts leases waits for this row; all of them are let go at the same moment.
    (tx) => tx`select from private.functions where name = 'sms-sender' for no key update`,
    Array.from({ length: CLAIMERS }, () => () => db.sql`select worker.claim('sms-sender', 2)`),
  );
  expect(outcomes).toEqual(Array.from({ length: CLAIMERS }, () => "done"));
  const [held] = await db.sql`select count(*)::integer as leases from private.leases`;
  expect(held?.leases).toBe(CAP);
});
