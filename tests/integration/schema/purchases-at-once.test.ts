import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const CONNECTIONS = 20;
const PEOPLE = 5;
const PURCHASES = 4;
const CHECK_VIOLATION = "23514";

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(CONNECTIONS);
});

afterAll(() => db.stop());

function spend(user: string, key: string) {
  return db.sql`insert into public.credit_events (tenant_id, user_id, event_type, amount,
      reference_type, reference_id, idempotency_key, processed)
    values (${TENANT}, ${user}, 'spend', -13, 'user', ${user}, ${key}, true)`;
}

test("a ledger follows its money whoever pays, refunds, disputes and spends at once, in any order", async () => {
  const rows = await db.sql<{ id: string }[]>`
    insert into public.users (tenant_id, phone_number)
    select ${TENANT}, '+1415555' || 2000 + n from generate_series(1, ${PEOPLE}) n returning id`;
  const crowd = rows.map(({ id }) => id);
  const purchases = await db.sql<{ id: string; stripe_session: string }[]>`
    insert into public.credit_purchases (tenant_id, user_id, package, credits, price_cents,
      currency, status, stripe_session, checkout_url, expires_at)
    select ${TENANT}, u, 'small', 100, 10000, 'usd', 'open', 'cs_' || u || n,
      'https://pay.example/' || n, now() + interval '1 day'
    from unnest(${crowd}::uuid[]) u, generate_series(1, ${PURCHASES}) n
    returning id, stripe_session`;
  const events = purchases.flatMap(({ id, stripe_session }) => eventsOf(id, stripe_session));
  /** Each connection brings every event, so each comes twenty times, from another place each. */
  const outcomes = await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, who) => {
      const ended: string[] = [];
      for (const turn of events.keys()) {
        // 7 and the number of events have no divisor in common: each comes once.
        const event = events[(turn * 7 + who * 11) % events.length];
        if (event === undefined) throw new Error("there is no such event");
        ended.push(
          await outcomeOf(() => db.sql`select worker.receive_payment(${db.sql.json(event)})`),
        );
        if (turn % 9 !== 0) continue;
        const user = crowd[(who + turn) % PEOPLE] ?? "";
        ended.push(await outcomeOf(() => spend(user, `${who}-${turn}`)));
      }
      return ended;
    }),
  );
  expect(new Set(outcomes.flat())).toEqual(new Set(["done", CHECK_VIOLATION]));
  expect(await db.sql`select * from private.credit_cache_drift`).toHaveLength(0);
  const [booked] = await db.sql`
    select count(*) filter (where event_type = 'purchase')::integer as purchases,
      sum(amount) filter (where event_type = 'reversal')::integer as reversed
    from public.credit_events where user_id in ${db.sql(crowd)}`;
  const [owed] = await db.sql`
    select sum(reversed_credits + owed_credits)::integer as gone,
      -sum(reversed_credits)::integer as reversed
    from public.credit_purchases where user_id in ${db.sql(crowd)}`;
  expect(booked).toEqual({ purchases: PEOPLE * PURCHASES, reversed: owed?.reversed });
  // A tenth refunded of each, two tenths disputed and lost, and what was won is theirs.
  expect(owed?.gone).toBe(PEOPLE * PURCHASES * 30);
  expect(await db.deadlocks()).toBe(0);
});

function eventsOf(purchase: string, session: string) {
  const intent = { payment_intent: `pi_${purchase}` };
  const event = (name: string, type: string, created: number, rest: Record<string, unknown>) => ({
    id: `evt_${name}_${purchase}`,
    type,
    created,
    ...intent,
    ...rest,
  });
  const dispute = (id: string, cents: number, end: string) => [
    event(`${id}_begun`, "charge.dispute.created", 3, {
      dispute: `${id}_${purchase}`,
      dispute_status: "needs_response",
      disputed_cents: cents,
    }),
    event(`${id}_over`, "charge.dispute.closed", 4, {
      dispute: `${id}_${purchase}`,
      dispute_status: end,
      disputed_cents: cents,
    }),
  ];
  return [
    event("paid", "checkout.session.completed", 1, {
      session,
      purchase_id: purchase,
      payment_status: "paid",
      amount_cents: 10_000,
      currency: "usd",
    }),
    event("refunded", "charge.refunded", 2, { refunded_cents: 1_000 }),
    ...dispute("lost", 2_000, "lost"),
    ...dispute("won", 5_000, "won"),
  ];
}
