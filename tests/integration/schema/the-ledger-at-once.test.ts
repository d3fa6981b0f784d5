import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const CONNECTIONS = 8;
const PEOPLE = 3;
/** What an accepted answer pays, and what the small package holds and costs. */
const ANSWER = 20;
const BOUGHT = 100;
const PRICE_CENTS = 10_000;
const DISPUTED_CENTS = 5_000;
const BOUNTY = 50;
const LATER = 5;
const CHECK_VIOLATION = "23514";
/** What may come of what is about somebody who is erased in that moment: Stripe tells it again. */
const NOBODY_THERE = ["23503", "P0002"];

let db: OwnDatabase;
let rounds = 0;

beforeAll(async () => {
  db = await ownDatabase(CONNECTIONS);
});
afterAll(() => db.stop());

/** Who each step is about: of an introduction its connector, whose innovator is the next one. */
interface Person {
  id: string;
  purchase: string;
  session: string;
  intro: string;
}

/** People who each offer something, may buy credits, and may introduce somebody to the next. */
async function world(): Promise<Person[]> {
  rounds += 1;
  return await db.sql<Person[]>`
    with people as (
      insert into public.users (tenant_id, phone_number, verified)
      select ${TENANT}, '+1415556' || ${1000 + rounds * PEOPLE}::integer + n, true
      from generate_series(1, ${PEOPLE}) n
      returning id, phone_number
    ),
    placed as (
      select id, row_number() over (order by phone_number) - 1 as nth from people
    ),
    innovators as (
      insert into public.innovators (tenant_id, user_id, company_name)
      select ${TENANT}, id, 'Dry Boats' from people returning id, user_id
    ),
    purchases as (
      insert into public.credit_purchases (tenant_id, user_id, package, credits, price_cents,
        currency, status, stripe_session, checkout_url, expires_at)
      select ${TENANT}, id, 'small', ${BOUGHT}, ${PRICE_CENTS}, 'usd', 'open', 'cs_' || id,
        'https://pay.example/', now() + interval '1 day' from people
      returning id, user_id, stripe_session
    ),
    intros as (
      insert into public.intro_opportunities (tenant_id, connector_user_id, innovator_id,
        prospect_name, bounty_credits, expires_at)
      select ${TENANT}, p.id, i.id, 'Noah', ${BOUNTY}, now() + interval '7 days'
      from placed p join placed o on o.nth = (p.nth + 1) % ${PEOPLE}
      join innovators i on i.user_id = o.id
      returning id, connector_user_id
    )
    select p.id, b.id as purchase, b.stripe_session as session, i.id as intro
    from placed p join purchases b on b.user_id = p.id
    join intros i on i.connector_user_id = p.id order by p.nth`;
}

const who = fc.nat(PEOPLE - 1);
/** Everything that moves credits. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant("answer" as const), who, nth: fc.nat(5) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("spend" as const),
      who,
      amount: fc.integer({ min: 1, max: 90 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("refunded" as const),
      who,
      cents: fc.integer({ min: 1, max: PRICE_CENTS }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constantFrom(
        "book_later",
        "process",
        "paid",
        "disputed",
        "dispute_over",
        "waive",
        "accept",
        "accept",
        "complete",
        "cancel",
      ),
      who,
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** One, and how it ended; whoever moves what is another's holds both, in the order of their ids. */
async function take(step: Step, { id, purchase, session, intro }: Person): Promise<string> {
  const { sql } = db;
  switch (step.does) {
    case "answer":
      return await outcomeOf(() =>
        sql.begin(async (tx) => {
          await tx`select from public.users where id = ${id} for no key update`;
          await tx`select private.credit(id, 'answer', 'user', id, ${`${id}:${step.nth}`})
            from public.users where id = ${id}`;
        }),
      );
    case "spend":
      return await outcomeOf(() => book(id, "spend", -step.amount, true));
    case "book_later":
      return await outcomeOf(() => book(id, "refund", LATER, false));
    case "process":
      return await outcomeOf(
        () => sql`update public.credit_events set processed = true
          where user_id = ${id} and not processed`,
      );
    case "waive":
      return await outcomeOf(() => sql`select worker.waive_owed(${purchase})`);
    case "accept":
      return await moveIntro(intro, "open", "accepted");
    case "complete":
      return await moveIntro(intro, "accepted", "completed");
    case "cancel":
      return await moveIntro(intro, "accepted", "cancelled");
    default: {
      const event = moneyEvent(step, id, purchase, session);
      return await outcomeOf(() => sql`select worker.receive_payment(${sql.json(event)})`);
    }
  }
}

function book(user: string, type: string, amount: number, processed: boolean) {
  return db.sql`insert into public.credit_events (tenant_id, user_id, event_type, amount,
      reference_type, reference_id, idempotency_key, processed)
    values (${TENANT}, ${user}, ${type}, ${amount}, 'user', ${user}, gen_random_uuid(), ${processed})`;
}

function moveIntro(intro: string, from: string, to: string): Promise<string> {
  return outcomeOf(() =>
    db.sql.begin(async (tx) => {
      await tx`select from public.users u
        where u.id = any (private.parties_of(array[${intro}]::uuid[]))
        order by u.id for no key update`;
      await tx`update public.intro_opportunities i set status = ${to},
          intro_completed_at = case ${to} when 'completed' then now() end
        where i.id = ${intro} and i.status = ${from}
          and (${to} <> 'accepted' or private.bounty_refusal(i) is null)`;
    }),
  );
}

/** Somebody is erased, with all who are in their introductions held. */
function erase({ id }: Person): Promise<string> {
  return outcomeOf(() =>
    db.sql.begin(async (tx) => {
      await tx`select from public.users u where u.id = ${id} or u.id = any (private.parties_of(array(
          select i.id from public.intro_opportunities i
          left join public.innovators n on n.id = i.innovator_id
          where i.connector_user_id = ${id} or n.user_id = ${id})))
        order by u.id for update`;
      await tx`delete from public.users where id = ${id}`;
    }),
  );
}

/** Whose number is even wins their dispute. */
function wins(session: string): boolean {
  return Number.parseInt(session.slice(-1), 16) % 2 === 0;
}

function moneyEvent(step: Step, id: string, purchase: string, session: string) {
  const of = { payment_intent: `pi_${id}`, id: `evt_${crypto.randomUUID()}` };
  const dispute = { dispute: `dp_${id}`, disputed_cents: DISPUTED_CENTS };
  switch (step.does) {
    case "paid":
      return {
        ...of,
        type: "checkout.session.completed",
        created: 1,
        session,
        purchase_id: purchase,
        payment_status: "paid",
        amount_cents: PRICE_CENTS,
        currency: "usd",
      };
    case "refunded":
      return { ...of, type: "charge.refunded", created: 2, refunded_cents: step.cents };
    case "disputed":
      return {
        ...of,
        ...dispute,
        type: "charge.dispute.created",
        created: 3,
        dispute_status: "needs_response",
      };
    default:
      return {
        ...of,
        ...dispute,
        type: "charge.dispute.closed",
        created: 4,
        dispute_status: wins(session) ? "won" : "lost",
      };
  }
}

interface Books {
  balance: number;
  answers: number;
  spent: number;
  later: number;
  purchased: number;
  reversed: number;
  gone: number;
  owed: number;
}

async function booksOf({ id, purchase }: Person): Promise<Books | undefined> {
  const [row] = await db.sql<Books[]>`
    select u.credit_balance as balance, l.*, p.owed_credits as owed,
      p.reversed_credits + p.owed_credits + p.waived_credits as gone
    from public.users u
    join public.credit_purchases p on p.id = ${purchase}
    cross join lateral (select
      coalesce(sum(c.amount) filter (where c.event_type = 'answer'), 0)::integer as answers,
      -coalesce(sum(c.amount) filter (where c.event_type = 'spend'), 0)::integer as spent,
      coalesce(sum(c.amount) filter (where c.event_type = 'refund'
        and c.reference_type = 'user'), 0)::integer as later,
      coalesce(sum(c.amount) filter (where c.event_type = 'purchase'), 0)::integer as purchased,
      -coalesce(sum(c.amount) filter (where c.event_type = 'reversal'), 0)::integer
        - p.reversed_credits as reversed
      from public.credit_events c where c.user_id = u.id) l
    where u.id = ${id}`;
  return row;
}

/** What somebody's books must say, of what was done and how it ended, whatever came first. */
function expectedBooks(done: Step[], { session }: Person): Omit<Books, "balance" | "owed"> {
  const of = <Does extends Step["does"]>(does: Does) => done.filter((step) => step.does === does);
  const isPaid = of("paid").length > 0;
  const refunded = Math.max(0, ...done.map((step) => ("cents" in step ? step.cents : 0)));
  const isOver = of("dispute_over").length > 0;
  const disputed = isOver ? !wins(session) : of("disputed").length > 0;
  const back = Math.min(PRICE_CENTS, refunded + (disputed ? DISPUTED_CENTS : 0));
  return {
    answers: ANSWER * new Set(done.flatMap((step) => ("nth" in step ? [step.nth] : []))).size,
    spent: done.reduce((sum, step) => sum + ("amount" in step ? step.amount : 0), 0),
    later: LATER * of("book_later").length,
    purchased: isPaid ? BOUGHT : 0,
    // What the purchase says was taken back is what the ledger took back.
    reversed: 0,
    gone: isPaid ? Math.floor((BOUGHT * back) / PRICE_CENTS) : 0,
  };
}

test("whatever moves credits at once, each reason moves them once, and a balance is its ledger's sum", async () => {
  const plan = fc.record({
    /** Money mostly comes before it goes. */
    paid: fc.subarray(Array.from({ length: PEOPLE }, (_, nth) => nth)),
    more: fc.array(step, { minLength: 30, maxLength: 80, size: "max" }),
    /** Who is erased meanwhile, and when. */
    erased: fc.option(fc.record({ who, at: fc.nat(20) }), { freq: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ paid, more, erased }) => {
      const steps: Step[] = [...paid.map((who) => ({ does: "paid" as const, who })), ...more];
      const people = await world();
      const personOf = (nth: number) => {
        const person = people[nth];
        if (person === undefined) throw new Error("there is nobody");
        return person;
      };
      const acts = steps.map((step) => () => take(step, personOf(step.who)));
      const leaves = erased === null ? undefined : personOf(erased.who);
      if (leaves !== undefined) acts.splice(erased?.at ?? 0, 0, () => erase(leaves));
      const outcomes = await Promise.all(acts.map((act) => act()));
      if (leaves !== undefined) expect(outcomes.splice(erased?.at ?? 0, 1)).toEqual(["done"]);

      for (const person of people) {
        const theirs = steps.map((step, nth) => ({ step, outcome: outcomes[nth] }));
        const mine = theirs.filter(({ step }) => personOf(step.who) === person);
        for (const { step, outcome } of mine) {
          const refusals = step.does === "spend" ? [CHECK_VIOLATION] : [];
          if (person === leaves) refusals.push(...NOBODY_THERE);
          expect(["done", ...refusals]).toContain(outcome);
        }
        if (person === leaves) continue;
        const done = mine.filter(({ outcome }) => outcome === "done").map(({ step }) => step);
        const books = await booksOf(person);
        expect(books).toMatchObject(expectedBooks(done, person));
        expect(books?.balance).toBeGreaterThanOrEqual(0);
        // Who owes has nothing left to pay it with.
        if ((books?.owed ?? 0) > 0) expect(books?.balance).toBe(0);
      }
      await expectBounties(people, leaves);
      expect(await db.sql`select * from private.credit_cache_drift`).toHaveLength(0);
    }),
    { numRuns: 20 },
  );
  expect(await db.deadlocks()).toBe(0);
});

/** A bounty that was put aside is held, paid or given back; what is left of the erased is theirs. */
async function expectBounties(people: Person[], leaves: Person | undefined): Promise<void> {
  const rows = await db.sql<{ id: string; status: string | null; moves: string[] }[]>`
    select p.intro as id, i.status, coalesce(array_agg(c.event_type order by c.event_type)
      filter (where c.id is not null), '{}') as moves
    from unnest(${people.map(({ intro }) => intro)}::uuid[]) p (intro)
    left join public.intro_opportunities i on i.id = p.intro
    left join public.credit_events c on c.reference_id = p.intro
    group by p.intro, i.status`;
  const shapes = new Map([
    ["open", [[]]],
    ["accepted", [["escrow"]]],
    ["completed", [["bounty", "escrow"]]],
    ["cancelled", [["escrow", "refund"]]],
  ]);
  for (const { id, status, moves } of rows) {
    const nth = people.findIndex(({ intro }) => intro === id);
    const [connector, innovator] = [people[nth], people[(nth + 1) % PEOPLE]];
    if (connector === leaves) {
      // It came back, unless it was paid, or never put aside.
      expect([[], ["escrow"], ["escrow", "refund"]]).toContainEqual(moves);
    } else if (innovator === leaves) {
      expect([[], ["bounty"]]).toContainEqual(moves);
    } else expect(shapes.get(status ?? "")).toContainEqual(moves);
  }
}
