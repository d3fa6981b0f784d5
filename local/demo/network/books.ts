import type { Sql } from "postgres";
import { textsTo } from "../../carrier/client.ts";
import type { Check } from "../checks.ts";
import { CAST, type Part } from "./cast.ts";
import type { Line, Stage } from "./stage.ts";

export interface Movement {
  part: Part;
  event_type: string;
  amount: number;
}

/** What the story comes to, whatever goes wrong while it is played. */
export const LEDGER: Movement[] = [
  { part: "provider", event_type: "purchase", amount: 100 },
  { part: "expert", event_type: "referral", amount: 10 },
  { part: "expert", event_type: "answer", amount: 20 },
  { part: "provider", event_type: "escrow", amount: -50 },
  { part: "expert", event_type: "bounty", amount: 50 },
];

const PHONES = CAST.map(({ phone }) => phone);

/** What has moved the credits of these people, in order. */
export async function ledgerOf(sql: Sql): Promise<Movement[]> {
  const rows = await sql<{ phone: string; event_type: string; amount: number }[]>`
    select u.phone_number as phone, c.event_type, c.amount
    from public.credit_events c join public.users u on u.id = c.user_id
    where u.phone_number in ${sql(PHONES)} and c.processed order by c.created_at, c.id`;
  return rows.map(({ phone, ...moved }) => ({ part: partOf(phone), ...moved }));
}

/** What each of them has by the cache, and by the sum of what has moved it. */
export async function balancesOf(sql: Sql) {
  const rows = await sql<{ phone: string; cached: number; summed: number }[]>`
    select u.phone_number as phone, u.credit_balance as cached, (
      select coalesce(sum(c.amount), 0)::integer from public.credit_events c
      where c.user_id = u.id and c.processed) as summed
    from public.users u where u.phone_number in ${sql(PHONES)} order by u.phone_number`;
  return rows.map(({ phone, ...balance }) => ({ part: partOf(phone), ...balance }));
}

/** What has become of the research, its question, the answers and the introductions. */
export async function endsOf(sql: Sql): Promise<string[]> {
  const rows = await sql<{ end: string }[]>`
    with people as (select u.* from public.users u where u.phone_number in ${sql(PHONES)})
    select 'research: ' || w.status as end from public.solution_workflows w
      join people p on p.id = w.user_id
    union all select 'question: ' || r.status || ', ' || r.closed_reason
      from public.community_requests r join people p on p.id = r.requesting_user_id
    union all select 'answer of ' || p.first_name || ': ' || s.verdict || ', ' || s.status
      from public.community_responses s join people p on p.id = s.user_id
    union all select 'introduction by ' || p.first_name || ': ' || i.status
      from public.intro_opportunities i join people p on p.id = i.connector_user_id
    order by 1`;
  return rows.map(({ end }) => end);
}

export const ENDS = [
  "answer of Iris: accepted, closed_loop",
  "answer of Rafe: off_topic, provided",
  "introduction by Iris: completed",
  "introduction by Tom: declined",
  "question: closed, expired",
  "research: completed",
];

const ADDRESS = /\b(verify|intro)\+\w+@/g;
const LINK = /\bhttps?:\/\/\S+/g;
const DAY = /\b(until) [A-Z][a-z]+ \d{1,2}\b/gi;

/** What each person was texted, in order, without what is another's in every run. */
export function textsOf(lines: Line[]): Record<string, string[]> {
  return Object.fromEntries(
    CAST.map(({ part }) => [
      part,
      lines
        .filter((line) => line.part === part && line.from === "us")
        .map(({ words }) =>
          words.replace(ADDRESS, "$1+…@").replace(LINK, "a link").replace(DAY, "$1 then"),
        ),
    ]),
  );
}

/** What must be true of the story that was played, counted here and at the carrier. */
export async function checksOf(stage: Stage, carrierUrl: string): Promise<Check[]> {
  const [ledger, balances, ends, texts] = [
    await stage.database(ledgerOf),
    await stage.database(balancesOf),
    await stage.database(endsOf),
    await stage.database((sql) => countTexts(sql, stage.textsIn)),
  ];
  const carried = (await Promise.all(PHONES.map((to) => textsTo(carrierUrl, to)))).flat();
  const ours = new Set(texts.parts);
  const known = carried.filter(({ messageSid }) => ours.has(messageSid)).length;
  const repeated = Object.values(textsOf(stage.lines)).flatMap((all) =>
    all.filter((words, nth) => all.indexOf(words) !== nth),
  );
  const drifted = balances.filter(({ cached, summed }) => cached !== summed);
  return [
    {
      claim: "every text stored once, and answered once",
      holds: texts.answered === stage.textsIn.length && texts.stored === stage.textsIn.length,
      figure: `${texts.answered} of ${stage.textsIn.length} texts`,
    },
    {
      claim: "nothing sent twice",
      holds: carried.length === ours.size && known === ours.size && repeated.length === 0,
      figure: `the carrier got ${carried.length} texts for ${ours.size} parts, ${repeated.length} alike`,
    },
    {
      claim: "all has come to its end",
      holds: JSON.stringify(ends) === JSON.stringify(ENDS),
      figure: ends.join("; "),
    },
    {
      claim: "each reason paid once, and what was put aside is paid",
      holds: JSON.stringify(sorted(ledger)) === JSON.stringify(sorted(LEDGER)),
      figure: ledger.map(({ event_type, amount }) => `${event_type} ${signed(amount)}`).join(", "),
    },
    {
      claim: "every balance is its ledger's sum",
      holds: balances.length === CAST.length && drifted.length === 0,
      figure: `${balances.length - drifted.length} of ${CAST.length}`,
    },
  ];
}

export const signed = (amount: number) => `${amount > 0 ? "+" : ""}${amount}`;

export function sorted(ledger: Movement[]): Movement[] {
  const key = ({ part, event_type }: Movement) => `${part} ${event_type}`;
  return ledger.toSorted((a, b) => key(a).localeCompare(key(b)));
}

async function countTexts(sql: Sql, sids: string[]) {
  const [inbound] = await sql<{ stored: number; answered: number }[]>`
    select count(*)::integer as stored, count(m.task_id)::integer as answered
    from public.messages m
    where m.direction = 'inbound' and m.twilio_message_sid in ${sql(sids)}`;
  const parts = await sql<{ sid: string }[]>`
    select p.twilio_message_sid as sid from public.message_parts p
    join public.messages m on m.id = p.message_id join public.users u on u.id = m.user_id
    where u.phone_number in ${sql(PHONES)} and p.twilio_message_sid is not null`;
  return { stored: 0, answered: 0, ...inbound, parts: parts.map(({ sid }) => sid) };
}

function partOf(phone: string): Part {
  const person = CAST.find((one) => one.phone === phone);
  if (person === undefined) throw new Error("it is nobody's in the story");
  return person.part;
}
