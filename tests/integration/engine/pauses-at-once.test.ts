import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { UNSUSPECTED } from "../../screened.ts";
import { allAtOnce, waiting } from "../schema/all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "../schema/own-database.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const SENDER = "00000000-0000-4000-8000-000000000011";

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(4);
});

afterAll(() => db.stop());

test("a claim that has waited for a pause of its function claims nothing", async () => {
  await db.sql`update private.functions set leases_max = 5 where name = 'sms-sender'`;
  await db.sql`insert into public.agent_tasks
      (tenant_id, task_type, lane_key, scheduled_for, context_json)
    values (${TENANT}, 'send_sms', 'send:a', now(), '{}')`;
  const { claiming } = await db.sql.begin(async (tx) => {
    await tx`select worker.pause_function('sms-sender', 'a test')`;
    const claiming = db.sql`select worker.claim('sms-sender', 4) -> 'turns' as turns`.execute();
    await expect.poll(() => waiting(tx)).toBe(1);
    return { claiming };
  });
  expect(await claiming).toEqual([{ turns: [] }]);
});

test("conversations given back together do not wait for who takes their lanes", async () => {
  for (const from of ["+14155552001", "+14155552002"]) {
    const sms = { message_sid: `SM${from}`, from, body: "hi", screen: UNSUSPECTED };
    await db.sql`select worker.receive_sms(${SENDER}, ${db.sql.json(sms)})`;
  }
  await db.sql`update public.conversations set status = 'paused'`;
  const rows = await db.sql`select lane_key from private.lanes where paused_at is not null
    order by lane_key desc`;
  const keys = rows.map((row) => z.string().parse(row.lane_key));
  expect(keys).toHaveLength(2);

  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from private.lanes where lane_key = ${keys.at(-1) ?? ""} for update`,
    [
      () => db.sql`update public.conversations set status = 'active' where status = 'paused'`,
      () => db.sql`select private.lock_lanes(${keys})`,
    ],
  );

  expect(outcomes).toEqual(["done", "done"]);
  const paused = await db.sql`select from private.lanes where paused_at is not null`;
  expect(paused).toHaveLength(0);
});

test("none of them has met a deadlock", async () => {
  expect(await db.deadlocks()).toBe(0);
});
