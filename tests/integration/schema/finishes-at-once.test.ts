import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { UNSUSPECTED } from "../../screened.ts";
import { allAtOnce } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const SENDER = "00000000-0000-4000-8000-000000000011";
const PHONES = ["+14155552001", "+14155552002", "+14155552003"];
const [FIRST = "", BETWEEN = "", LAST = ""] = PHONES;

let db: OwnDatabase;

/* Each of these finishes ends turns of the same three people, one in the order that the other has
backwards. The person between is held, so that each holds its first and still wants its last. */

beforeAll(async () => {
  db = await ownDatabase(4);
  for (const from of PHONES) {
    const sms = { message_sid: `SM${from}`, from, body: "hi", screen: UNSUSPECTED };
    await db.sql`select worker.receive_sms(${SENDER}, ${db.sql.json(sms)})`;
  }
});

afterAll(() => db.stop());

/** The leases of a claim, in the order of `phones`. */
async function claim(functionName: string, phones: string[]): Promise<string[]> {
  const rows = await db.sql`select t ->> 'lease' as lease, c.phone_number as phone
    from jsonb_array_elements(
      worker.claim(${functionName}, 8, now() + interval '1 minute') -> 'turns') t
    join public.conversations c on t ->> 'lane_key' = any (array['conversation:' || c.id,
      'summary:' || c.id])`;
  const leases = z
    .array(z.object({ lease: z.uuid(), phone: z.string() }))
    .length(phones.length)
    .parse([...rows]);
  return phones.map((phone) => leases.find((row) => row.phone === phone)?.lease ?? "");
}

/** A model call of this person, begun under a lease that is lost by now. */
async function lateTurn(phone: string) {
  const lease = crypto.randomUUID();
  const [begun] = await db.sql`
    with task as (
      select jsonb_populate_record(null::public.agent_tasks, jsonb_build_object(
        'id', gen_random_uuid(), 'tenant_id', u.tenant_id, 'user_id', u.id, 'created_at', now()))
      as task from public.users u where u.phone_number = ${phone})
    select private.start_call(${lease}, t.task, 'concierge',
      private.instance_of('concierge', ${TENANT}, null), 0) ->> 'id' as id from task t`;
  return { lease, outcome: "done", call: { id: String(begun?.id), outcome: "ok" } };
}

test("two finishes that count the same people's calls do not wait for each other", async () => {
  await db.sql`insert into public.usage_metrics (tenant_id, user_id, date)
    select tenant_id, id, (now() at time zone 'UTC')::date from public.users
    where phone_number in ${db.sql(PHONES)}`;
  const there = await Promise.all([FIRST, BETWEEN, LAST].map(lateTurn));
  const back = await Promise.all([LAST, BETWEEN, FIRST].map(lateTurn));

  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from public.usage_metrics where user_id =
      (select id from public.users where phone_number = ${BETWEEN}) for update`,
    [there, back].map((turns) => () => db.sql`select worker.finish(${db.sql.json(turns)})`),
  );

  expect(outcomes).toEqual(["done", "done"]);
  const counted = await db.sql`select model_calls from public.usage_metrics`;
  expect(counted.map((row) => row.model_calls)).toEqual([2, 2, 2]);
});

test("two finishes that answer and sum up the same people do not wait for each other", async () => {
  await db.sql`insert into public.messages (conversation_id, role, direction, content, status,
      sent_at)
    select c.id, 'bouncer', 'outbound', 'hello', 'sent', now()
    from public.conversations c, generate_series(1, 49)`;
  const replies = (await claim("bouncer", [FIRST, BETWEEN, LAST])).map((lease) => ({
    lease,
    outcome: "done",
    actions: [{ type: "reply", input: { text: "Aye" } }],
  }));
  const summaries = (await claim("conversation-summary", [LAST, BETWEEN, FIRST])).map((lease) => ({
    lease,
    outcome: "done",
    actions: [{ type: "write_summary", input: { summary: "They say hi.", up_to_position: 50 } }],
  }));

  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from public.conversations where phone_number = ${BETWEEN} for update`,
    [replies, summaries].map((turns) => () => db.sql`select worker.finish(${db.sql.json(turns)})`),
  );

  expect(outcomes).toEqual(["done", "done"]);
  const threads = await db.sql`select last_position::integer, summary_position::integer
    from public.conversations`;
  expect([...threads]).toEqual(PHONES.map(() => ({ last_position: 51, summary_position: 50 })));
});
