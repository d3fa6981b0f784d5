import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { UNSUSPECTED } from "../../screened.ts";
import { allAtOnce, outcomeOf } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const SENDER = "00000000-0000-4000-8000-000000000011";
const CONNECTIONS = 6;
/** Everybody is an innovator and a connector of the others: what could deadlock, meets. */
const PEOPLE = 3;
const INTROS = 4;
const BOUNTY = 50;
const CREDITS = 120;

let db: OwnDatabase;
let rounds = 0;

beforeAll(async () => {
  db = await ownDatabase(CONNECTIONS);
});
afterAll(() => db.stop());

/** People with credits, and introductions among them, each open. */
async function world(): Promise<string[]> {
  rounds += 1;
  const users = await db.sql<{ id: string }[]>`
    insert into public.users (tenant_id, phone_number, verified)
    select ${TENANT}, '+1415555' || ${3000 + rounds * PEOPLE}::integer + n, true
    from generate_series(1, ${PEOPLE}) n returning id`;
  const ids = users.map(({ id }) => id);
  await db.sql`insert into public.consent_events (tenant_id, user_id, kind, source)
    select ${TENANT}, id, 'first_contact', 'web_form' from unnest(${ids}::uuid[]) id`;
  await db.sql`insert into public.consent_events (tenant_id, user_id, kind, source)
    values (${TENANT}, ${ids[0] ?? ""}, 'opt_out', 'keyword')`;
  await db.sql`insert into public.innovators (tenant_id, user_id, company_name)
    select ${TENANT}, id, 'Dry Boats' from unnest(${ids}::uuid[]) id`;
  await db.sql`insert into public.credit_events (tenant_id, user_id, event_type, amount,
      reference_type, reference_id, idempotency_key, processed)
    select ${TENANT}, id, 'purchase', ${CREDITS}, 'user', id, 'bought:' || id, true
    from unnest(${ids}::uuid[]) id`;
  const intros = await db.sql<{ id: string }[]>`
    insert into public.intro_opportunities (tenant_id, connector_user_id, innovator_id,
      prospect_name, bounty_credits, expires_at)
    select ${TENANT}, (${ids}::uuid[])[1 + n % ${PEOPLE}], i.id, 'Noah', ${BOUNTY},
      now() + interval '7 days'
    from generate_series(1, ${INTROS}) n
    join public.innovators i on i.user_id = (${ids}::uuid[])[1 + (n + 1) % ${PEOPLE}]
    returning id`;
  return intros.map(({ id }) => id);
}

const steps = [
  "accept",
  "decline",
  "agree",
  "advance",
  "made",
  "not_made",
  "email",
  "late",
  "settle_completed",
  "settle_cancelled",
] as const;
type Step = (typeof steps)[number];

/** What may happen to an introduction, each as its transaction does it: all parties locked first. */
async function take(step: Step, intro: string): Promise<void> {
  if (step === "settle_completed" || step === "settle_cancelled") {
    await db.sql`select worker.settle_introduction(${intro}, ${step.slice(7)}, 'ops', 'a test')`;
    return;
  }
  await db.sql.begin(async (tx) => {
    await tx`select 1 from public.users u where u.id = any (private.parties_of(array[${intro}]::uuid[]))
      order by u.id for no key update`;
    if (step === "accept" || step === "decline") {
      await tx`update public.intro_opportunities i set status = ${step === "accept" ? "accepted" : "declined"}
        where i.id = ${intro} and i.status = 'open' and private.bounty_refusal(i) is null`;
    } else if (step === "agree") {
      await tx`update private.intro_sides set agreed_at = now()
        where intro_id = ${intro} and agreed_at is null`;
    } else if (step === "email") {
      await tx`update public.intro_opportunities set email_seen_at = now()
        where id = ${intro} and status = 'scheduled'`;
    } else if (step === "made" || step === "not_made") {
      await tx`update private.intro_sides set said = ${step}, said_at = now()
        where intro_id = ${intro} and side = 'connector'`;
    }
    const days = step === "late" ? 60 : 0;
    if (step !== "accept" && step !== "decline") {
      await tx`select private.advance_intro(${intro}, now() + make_interval(days => ${days}))`;
    }
  });
}

test("two lists of two innovators, of which one has a profile and one a company, look nobody up twice", async () => {
  await world();
  const leases = await db.sql<{ token: string }[]>`
    with listed as (
      insert into public.prospects
        (tenant_id, innovator_id, first_name, last_name, company, linkedin_url)
      select ${TENANT}, n.id, 'Noah', 'Lamech', 'Ark',
        case when n.nth = 1 then 'https://www.linkedin.com/in/noah' end
      from (select i.id, row_number() over (order by i.id) as nth from public.innovators i
        order by i.id limit 2) n
      returning id),
    lanes as (insert into private.lanes (lane_key, tenant_id)
      select 'user:' || l.id, ${TENANT} from listed l)
    insert into private.leases
      (lane_key, tenant_id, function_name, claimed_at, expires_at, handles)
    select 'user:' || l.id, ${TENANT}, 'social-butterfly', now(), now() + interval '1 minute',
      jsonb_build_object('x1', jsonb_build_object('type', 'prospect', 'id', l.id))
    from listed l returning token`;
  const answers: unknown[] = [];
  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select pg_advisory_xact_lock(hashtext('research'),
      hashtext(${`${TENANT} noah lamech`}))`,
    leases.map(({ token }) => async () => {
      const [row] = await db.sql`select worker.claim_research(${token}, 'x1') as may`;
      answers.push(row?.may);
    }),
  );
  expect(outcomes).toEqual(["done", "done"]);
  expect(answers.sort()).toEqual([false, true]);
  const looked = await db.sql`select name from public.linkedin_research_prospects`;
  expect([...looked]).toEqual([{ name: "Noah Lamech" }]);
});

/** Somebody is told of an introduction, says yes, and their Concierge has read it: what it would do. */
async function yesTo(intro: string, phone: string) {
  const text = async (words: string) => {
    const sms = {
      message_sid: `SM${crypto.randomUUID()}`,
      from: phone,
      body: words,
      screen: UNSUSPECTED,
    };
    await db.sql`select worker.receive_sms(${SENDER}, ${db.sql.json(sms)})`;
  };
  await text("Anything for me?");
  await db.sql`with told as (
      insert into public.messages (conversation_id, role, direction, content, status, sent_at)
      select id, 'concierge', 'outbound', 'Would you introduce Noah? YES or NO', 'sent', now()
      from public.conversations where phone_number = ${phone} returning id)
    update public.intro_opportunities i set told_in = t.id from told t where i.id = ${intro}`;
  await text("Yes");
  const [lease] = await leasesOf("concierge");
  await db.sql`update private.leases set handles = handles || jsonb_build_object('i1',
      jsonb_build_object('type', 'intro_opportunity', 'id', ${intro}::text))
    where token = ${lease ?? ""}`;
  const answer = { type: "answer_introduction", input: { handle: "i1", answer: "yes" } };
  return { lease, outcome: "done", actions: [answer, { type: "reply", input: { text: "Aye" } }] };
}

async function leasesOf(functionName: string): Promise<string[]> {
  const rows = await db.sql`select t ->> 'lease' as lease from jsonb_array_elements(
    worker.claim(${functionName}, 8, now() + interval '1 minute') -> 'turns') t`;
  return z
    .array(z.object({ lease: z.uuid() }))
    .parse([...rows])
    .map(({ lease }) => lease);
}

test("finishes that charge or pay one another's people do not wait for each other", async () => {
  const intros = await world();
  /* Each of three introduces somebody to the next. Their introductions are held, so that each
  finish has its own person and still wants the next one's, unless it has all of them by then. */
  const [accepting, ...ending] = z
    .array(z.object({ id: z.uuid(), phone: z.string() }))
    .length(PEOPLE)
    .parse([
      ...(await db.sql`select distinct on (u.opted_out_at, u.id) i.id,
          u.phone_number as phone
        from public.intro_opportunities i join public.users u on u.id = i.connector_user_id
        where i.id = any (${intros}) order by u.opted_out_at desc nulls first, u.id`),
    ]);
  const answers = await yesTo(accepting?.id ?? "", accepting?.phone ?? "");
  for (const { id } of ending) {
    await take("accept", id);
    await take("advance", id);
    await db.sql`update public.intro_opportunities set expires_at = now() where id = ${id}`;
  }
  await db.sql`select worker.wake_introductions()`;
  const advances = (await leasesOf("intro-agent")).map((lease) => ({
    lease,
    outcome: "done",
    actions: [{ type: "advance_introduction", input: {} }],
  }));
  expect(advances).toHaveLength(ending.length);

  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from public.intro_opportunities where id = any (${intros}) for update`,
    [answers, ...advances].map(
      (turn) => () => db.sql`select worker.finish(${db.sql.json([turn])})`,
    ),
  );

  expect(outcomes).toEqual(["done", "done", "done"]);
  const moved = await db.sql`select i.status, array_agg(c.event_type order by c.created_at) as moves
    from public.intro_opportunities i join public.credit_events c on c.reference_id = i.id
    where i.id = any (${intros}) group by i.id order by 1`;
  expect([...moved]).toEqual([
    { status: "accepted", moves: ["escrow"] },
    { status: "expired", moves: ["escrow", "refund"] },
    { status: "expired", moves: ["escrow", "refund"] },
  ]);
});

test("however introductions are accepted, made, ended and settled at once, credits are neither made nor lost", async () => {
  const event = fc.record({ step: fc.constantFrom(...steps), nth: fc.nat(INTROS - 1) });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 10, maxLength: 40 }), async (events) => {
      const intros = await world();
      const outcomes = await Promise.all(
        events.map(({ step, nth }) => outcomeOf(() => take(step, intros[nth] ?? ""))),
      );
      expect(new Set(outcomes)).toEqual(new Set(["done"]));
      const books = await db.sql<{ status: string; moves: string[]; sum: number }[]>`
        select i.status, coalesce(sum(c.amount), 0)::integer as sum,
          coalesce(array_agg(c.event_type order by c.event_type)
            filter (where c.id is not null), '{}') as moves
        from public.intro_opportunities i
        left join public.credit_events c on c.reference_id = i.id
        where i.id = any (${intros}) group by i.id`;
      for (const { status, moves, sum } of books) {
        const held = status === "accepted" || status === "scheduled";
        expect(sum).toBe(held ? -BOUNTY : 0);
        expect([[], ["escrow"], ["bounty", "escrow"], ["escrow", "refund"]]).toContainEqual(moves);
        expect(moves.includes("bounty")).toBe(status === "completed");
      }
      expect(await db.sql`select * from private.credit_cache_drift`).toHaveLength(0);
      expect(await db.sql`select from public.users where credit_balance < 0`).toHaveLength(0);
      expect(
        await db.sql`select from public.message_queue q join public.users u on u.id = q.user_id
        where u.opted_out_at is not null and q.created_at >= u.opted_out_at`,
      ).toHaveLength(0);
    }),
    { numRuns: 25 },
  );
  expect(await db.deadlocks()).toBe(0);
});
