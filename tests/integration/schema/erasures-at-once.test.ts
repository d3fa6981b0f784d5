import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { UNSUSPECTED } from "../../screened.ts";
import { allAtOnce, waiting } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const SENDER = "00000000-0000-4000-8000-000000000011";
const CONNECTIONS = 8;
const BOUNTY = 50;

let db: OwnDatabase;
let people = 0;

beforeAll(async () => {
  db = await ownDatabase(CONNECTIONS);
});
afterAll(() => db.stop());

const row = z.object({ id: z.uuid() });

/** Somebody who is a connector and offers a solution, with credits and a first text. */
async function somebody(): Promise<{ id: string; phone: string; innovator: string }> {
  people += 1;
  const phone = `+1415555${4000 + people}`;
  await text(phone, "Hello");
  const [user] = await db.sql`update public.users set verified = true
    where phone_number = ${phone} returning id`;
  const { id } = row.parse(user);
  const [innovator] = await db.sql`insert into public.innovators (tenant_id, user_id, company_name)
    values (${TENANT}, ${id}, 'Dry Boats') returning id`;
  await db.sql`insert into public.credit_events (tenant_id, user_id, event_type, amount,
      reference_type, reference_id, idempotency_key, processed)
    values (${TENANT}, ${id}, 'purchase', 200, 'user', ${id}, ${`bought:${id}`}, true)`;
  return { id, phone, innovator: row.parse(innovator).id };
}

async function text(phone: string, body: string, asks: string | null = null): Promise<void> {
  const data = asks === null ? null : { asks, language: "en" };
  const sms = {
    message_sid: `SM${crypto.randomUUID()}`,
    from: phone,
    body,
    data,
    screen: UNSUSPECTED,
  };
  await db.sql`select worker.receive_sms(${SENDER}, ${db.sql.json(sms)})`;
}

/** An introduction that one makes to the other, that all agreed to: its bounty is put aside. */
async function introduction(connector: string, innovator: string): Promise<string> {
  const [made] = await db.sql`insert into public.intro_opportunities (tenant_id, connector_user_id,
      innovator_id, prospect_name, bounty_credits, expires_at)
    values (${TENANT}, ${connector}, ${innovator}, 'Noah', ${BOUNTY}, now() + interval '7 days')
    returning id`;
  const { id } = row.parse(made);
  await db.sql`update public.intro_opportunities set status = 'accepted' where id = ${id}`;
  await db.sql`update public.intro_opportunities set status = 'scheduled',
      intro_scheduled_at = now() where id = ${id}`;
  return id;
}

const work = z.object({ lease: z.uuid(), request_id: z.uuid() });

/** They ask for deletion and confirm it; housekeeping has its task. */
async function askedToBeDeleted(phones: string[]): Promise<z.infer<typeof work>[]> {
  for (const phone of phones) {
    await text(phone, "Delete my data", "erase");
    await text(phone, "DELETE", "erase_word");
  }
  const turns = await db.sql`select t ->> 'lease' as lease,
      t #>> '{tasks,0,context,request_id}' as request_id
    from jsonb_array_elements(worker.claim('housekeeping', 8) -> 'turns') t
    where t #>> '{tasks,0,task_type}' = 'erase_person'`;
  return z
    .array(work)
    .length(phones.length)
    .parse([...turns]);
}

const erase = ({ lease, request_id }: z.infer<typeof work>) =>
  db.sql`select worker.erase_person(${lease}, ${request_id})`;

/** Begins once so many wait for a lock. */
const behind = (count: number, act: () => Promise<unknown>) => async () => {
  await expect.poll(() => waiting(db.sql)).toBeGreaterThanOrEqual(count);
  return act();
};

test("two who introduce each other leave while a third's bounty is paid, and nobody waits for ever", async () => {
  const [ada, grace, joan] = [await somebody(), await somebody(), await somebody()];
  const intros = [
    await introduction(ada.id, grace.innovator),
    await introduction(grace.id, ada.innovator),
    await introduction(joan.id, ada.innovator),
  ];
  const erasures = await askedToBeDeleted([ada.phone, grace.phone]);

  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from public.intro_opportunities where id = any (${intros}) for update`,
    [
      ...erasures.map((one) => () => erase(one)),
      behind(
        2,
        () =>
          db.sql`select worker.settle_introduction(${intros[2] ?? ""}, 'completed', 'ops', 'a test')`,
      ),
    ],
  );

  expect(outcomes).toEqual(["done", "done", "done"]);
  const left =
    await db.sql`select id from public.users where id = any (${[ada.id, grace.id, joan.id]})`;
  expect([...left]).toEqual([{ id: joan.id }]);
  expect(await db.sql`select from private.credit_cache_drift`).toHaveLength(0);
  // Paid before its innovator left, or called off with them: never both.
  const [paid] = await db.sql`select coalesce(sum(amount), 0)::integer as credits
    from public.credit_events where user_id = ${joan.id} and reference_id = ${intros[2] ?? ""}`;
  expect([0, BOUNTY]).toContain(paid?.credits);
});

test("a turn that ends for somebody who is being deleted settles its call with nobody, and waits for nobody", async () => {
  const { id, phone } = await somebody();
  // Their first text was the Bouncer's, who hands a member on.
  const claim = (
    agent: string,
  ) => db.sql`select t ->> 'lease' as lease, t #>> '{context,call,id}' as call
    from jsonb_array_elements(worker.claim(${agent}, 8, now() + interval '1 minute') -> 'turns') t
    where t #>> '{context,user,id}' = ${id}`;
  await claim("bouncer");
  const [turnOfTheirs] = await claim("concierge");
  const turn = z.object({ lease: z.uuid(), call: z.uuid() }).parse(turnOfTheirs);
  const [erasure] = await askedToBeDeleted([phone]);
  const ended = {
    lease: turn.lease,
    outcome: "done",
    actions: [{ type: "reply", input: { text: "Aye" } }],
    call: { id: turn.call, outcome: "done", attempts: 1, input_tokens: 1, output_tokens: 1 },
  };

  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from public.users where id = ${id} for update`,
    [
      () => erase(work.parse(erasure)),
      behind(1, () => db.sql`select worker.finish(${db.sql.json([ended])})`),
    ],
  );

  expect(outcomes).toEqual(["done", "done"]);
  expect(await db.sql`select from public.users where id = ${id}`).toHaveLength(0);
  expect(await db.sql`select from private.leases where token = ${turn.lease}`).toHaveLength(0);
});

test("a text and a payment that wait for somebody who is being deleted find somebody new, and nobody", async () => {
  const { id, phone, innovator } = await somebody();
  const intro = await introduction(id, (await somebody()).innovator);
  const [bought] = await db.sql`insert into public.credit_purchases (tenant_id, user_id, package,
      credits, price_cents, currency, expires_at, stripe_session, checkout_url, status)
    values (${TENANT}, ${id}, 'small', 100, 10000, 'usd', now() + interval '1 day', 'cs_race',
      'https://pay.example/cs_race', 'open') returning id`;
  const payment = {
    id: "evt_race",
    type: "checkout.session.completed",
    created: 1_790_000_000,
    session: "cs_race",
    purchase_id: row.parse(bought).id,
    tenant_id: TENANT,
    payment_status: "paid",
    payment_intent: "pi_race",
    amount_cents: 10_000,
    currency: "usd",
  };
  const [erasure] = await askedToBeDeleted([phone]);

  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from public.intro_opportunities where id = ${intro} for update`,
    [
      () => erase(work.parse(erasure)),
      behind(1, () => db.sql`select worker.receive_payment(${db.sql.json(payment)})`),
      // Which is then asked again, as every call of a worker.
      behind(1, () => text(phone, "Hello again")),
    ],
  );

  expect(outcomes).toEqual(["done", "done", "40001"]);
  const noted = await db.sql`select verdict, purchase_id from private.stripe_events
    where id = 'evt_race'`;
  expect([...noted]).toEqual([{ verdict: "unknown_purchase", purchase_id: null }]);
  const alarms =
    await db.sql`select subject from private.conditions() where kind = 'payment_unmatched'`;
  expect([...alarms]).toEqual([{ subject: "unknown_purchase" }]);
  await text(phone, "Hello again");
  const anew = await db.sql`select id from public.users where phone_number = ${phone}`;
  expect(anew).toHaveLength(1);
  expect(anew[0]?.id).not.toBe(id);
  expect(await db.sql`select from public.innovators where id = ${innovator}`).toHaveLength(0);
  expect(await db.deadlocks()).toBe(0);
});
