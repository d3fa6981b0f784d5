import { afterAll, beforeAll, expect, test } from "vitest";
import { allAtOnce } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";
import { signedIn } from "./signed-in.ts";

const NETWORK = "00000000-0000-4000-8000-000000000001";
const SENDER = "00000000-0000-4000-8000-000000000011";
/** Of the network's owner, who is an operator of it. */
const OWNER = "a0000000-0000-4000-8000-000000000006";
const CONNECTIONS = 10;
const PEOPLE = 8;
const TEXTS_EACH = 6;

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(CONNECTIONS);
  await db.sql`insert into auth.users (id) values (${OWNER})`;
  await db.sql`update public.operators set auth_id = ${OWNER}
    where tenant_id = ${NETWORK} and role = 'owner'`;
});

afterAll(() => db.stop());

function screen(severity: string) {
  return {
    version: "tests",
    severity,
    category: "suicide",
    found: ["a.rule"],
    language: "en",
    subject: "self",
    template: "suicide",
  };
}

function text(from: string, nth: number, severity: string, more = {}) {
  const sms = {
    message_sid: `SM${from}${nth}`,
    from,
    body: "hard words",
    screen: screen(severity),
    ...more,
  };
  return db.sql`select worker.receive_sms(${SENDER}, ${db.sql.json(sms)})`;
}

/** Of one number: its texts, its crises of their own, those that say one again, and our words. */
async function cameOf(from: string) {
  const [row] = await db.sql`select count(*)::integer as texts,
      count(c.id) filter (where c.repeats_id is null)::integer as crises,
      count(c.repeats_id)::integer as repeats,
      count(c.shown_message_id)::integer as answers
    from public.messages m join public.users u on u.id = m.user_id
    left join public.crisis_events c on c.message_id = m.id
    where u.phone_number = ${from} and m.direction = 'inbound'`;
  return row;
}

test("of two texts in a crisis that arrive at once neither is lost, and the words are said once", async () => {
  const from = "+14155552001";
  await db.sql`insert into public.users (tenant_id, phone_number) values (${NETWORK}, ${from})`;
  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from public.users where phone_number = ${from} for update`,
    [() => text(from, 1, "high"), () => text(from, 2, "high")],
  );
  expect(outcomes).toEqual(["done", "done"]);
  expect(await cameOf(from)).toEqual({ texts: 2, crises: 1, repeats: 1, answers: 1 });
});

test("whichever comes first, the graver of two has words of its own", async () => {
  const from = "+14155552002";
  await db.sql`insert into public.users (tenant_id, phone_number) values (${NETWORK}, ${from})`;
  await allAtOnce(
    db.sql,
    (tx) => tx`select from public.users where phone_number = ${from} for update`,
    [() => text(from, 1, "critical"), () => text(from, 2, "moderate")],
  );
  const [gravest] = await db.sql`select c.shown_message_id from public.crisis_events c
    join public.users u on u.id = c.user_id
    where u.phone_number = ${from} and c.severity_level = 'critical'`;
  expect(gravest).toEqual({ shown_message_id: expect.any(String) });
});

test("what is said again while an operator ends it begins anew", async () => {
  const from = "+14155552003";
  await text(from, 1, "high");
  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`update public.crisis_events c set resolution = 'safe', resolution_timestamp = now(),
        followup_at = null
      from public.users u where u.id = c.user_id and u.phone_number = ${from}`,
    [() => text(from, 2, "high")],
  );
  expect(outcomes).toEqual(["done"]);
  expect(await cameOf(from)).toEqual({ texts: 2, crises: 2, repeats: 0, answers: 2 });
});

/** The operator does this to one that nobody has taken on. */
function operate(what: string) {
  return signedIn(
    db.sql,
    OWNER,
    (tx) => tx`select ${tx.unsafe(what)} from (select subject::uuid as crisis from public.alerts
      where kind = 'crisis' and acknowledged_at is null and resolved_at is null
      order by raised_at limit 1) a`,
  );
}

test("texts, operators, alerts and the carrier's refusals that cross do not wait for each other", async () => {
  const numbers = Array.from({ length: PEOPLE }, (_, who) => `+1415555210${who}`);
  const rounds = Array.from({ length: TEXTS_EACH }, (_, nth) => nth);
  const severities = ["low", "high", "critical"] as const;

  // The first texts of a number that nobody knows come at once, too.
  await Promise.all(
    rounds.flatMap((nth) => [
      ...numbers.map((from) =>
        text(from, nth, severities[nth % severities.length] ?? "high", { safe: nth === 4 }),
      ),
      db.sql`select private.raise_alerts(now() + interval '10 minutes')`,
      db.sql`select private.escalate_alerts(now() + interval '1 day')`,
      db.sql`select worker.follow_up_crises(now() + interval '1 day')`,
      operate("public.acknowledge_crisis(crisis)"),
      operate("public.resolve_crisis(crisis, 'in_care')"),
      db.sql`update public.messages set status = 'failed' where id = (
        select id from public.messages where purpose = 'crisis' and status = 'queued_for_send'
        order by id limit 1 for no key update skip locked)`,
    ]),
  );

  for (const from of numbers) {
    const came = await cameOf(from);
    expect(came).toMatchObject({ texts: TEXTS_EACH });
    expect(came?.crises + came?.repeats).toBe(TEXTS_EACH);
  }
  // What is grave and says nothing again is answered, and somebody is alerted of each.
  const left = await db.sql`select from public.crisis_events c
    where c.severity_level in ('high', 'critical') and c.repeats_id is null
      and (c.shown_message_id is null or not exists (select from public.alerts a
        where a.tenant_id = c.tenant_id and a.kind = 'crisis' and a.subject = c.id::text))`;
  expect(left).toHaveLength(0);
  const [taken] = await db.sql`select bool_or(acknowledged_by = ${OWNER}) as on,
      bool_or(resolved_by = ${OWNER}) as ended, bool_or(escalated_at is not null) as escalated
    from public.crisis_events`;
  expect(taken).toEqual({ on: true, ended: true, escalated: true });
  expect(await db.deadlocks()).toBe(0);
});
