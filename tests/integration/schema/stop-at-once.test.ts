import { afterAll, beforeAll, expect, test } from "vitest";
import { UNSUSPECTED } from "../../screened.ts";
import { allAtOnce, waiting } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const COACH = "00000000-0000-4000-8000-000000000003";
const SENDER = "00000000-0000-4000-8000-000000000012";
const FROM = "+14155552001";

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(4);
  await db.sql`insert into public.senders (id, tenant_id, phone_number, account_sid,
      auth_token_secret)
    values (${SENDER}, ${COACH}, '+14155550300', 'AC00000000000000000000000000000003', 'none')`;
});

afterAll(() => db.stop());

function text(nth: number, keyword: string | null) {
  const sms = { message_sid: `SM${nth}`, from: FROM, body: "hi", keyword, screen: UNSUSPECTED };
  return db.sql`select worker.receive_sms(${SENDER}, ${db.sql.json(sms)})`;
}

test("a STOP that is also the twenty-fifth text takes its lanes in one order with everybody", async () => {
  for (let nth = 1; nth <= 24; nth += 1) await text(nth, null);
  const [lanes] = await db.sql`select 'analysis:' || c.user_id as analysis,
      'conversation:' || c.id as conversation
    from public.conversations c where c.phone_number = ${FROM}`;
  // The lane that the twenty-fifth text will need, and one that sorts between the two.
  const keys = [String(lanes?.analysis), "between:1", String(lanes?.conversation)];
  await db.sql`insert into private.lanes (lane_key, tenant_id)
    select k, ${COACH} from unnest(${keys}::text[]) k on conflict do nothing`;

  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from private.lanes where lane_key = 'between:1' for update`,
    [
      () => db.sql`select private.settle_lanes(touched => ${keys}::text[])`,
      async () => {
        // Once the other has the first lane and waits for the second.
        await expect.poll(() => waiting(db.sql), { timeout: 30_000 }).toBe(1);
        await text(25, "stop");
      },
    ],
  );

  expect(outcomes).toEqual(["done", "done"]);
  const tasks = await db.sql`select count(*)::integer as n from public.agent_tasks
    where task_type = 'analysis_job'`;
  expect(tasks[0]?.n).toBe(1);
});
