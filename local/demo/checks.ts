import type { Sql } from "postgres";
import type { CarrierText } from "../carrier/client.ts";

export interface Check {
  claim: string;
  holds: boolean;
  /** What was counted. */
  figure: string;
}

interface Stored {
  stored: number;
  twice: number;
  answered: number;
  turns: number;
  replies: number;
  undelivered: number;
}

/**
 * What must be true of the texts just sent: counted in the database, and against the carrier's own
 * record of what it was given, which does not know our tables.
 */
export async function checksOf(
  sql: Sql,
  inboundSids: string[],
  newcomer: string,
  carried: CarrierText[],
): Promise<Check[]> {
  const [row] = await sql<Stored[]>`
    with texts as (
      select m.* from public.messages m
      where m.direction = 'inbound' and m.twilio_message_sid in ${sql(inboundSids)}
    ),
    replies as (
      select m.* from public.messages m
      where m.direction = 'outbound' and m.task_id in (select t.task_id from texts t)
    )
    select (select count(distinct t.twilio_message_sid)::integer from texts t) as stored,
      (select (count(*) - count(distinct t.twilio_message_sid))::integer from texts t) as twice,
      (select count(*)::integer from texts t where t.task_id is not null) as answered,
      (select count(distinct t.task_id)::integer from texts t) as turns,
      (select count(*)::integer from replies) as replies,
      (select count(*)::integer from replies r where r.status <> 'delivered') as undelivered`;
  if (row === undefined) throw new Error("the database counted nothing");
  const parts = await sql<{ sid: string }[]>`
    select p.twilio_message_sid as sid from public.message_parts p
    join public.messages m on m.id = p.message_id
    where m.task_id in (select t.task_id from public.messages t
      where t.direction = 'inbound' and t.twilio_message_sid in ${sql(inboundSids)})
      or m.task_id in (select k.id from public.agent_tasks k join public.users u on u.id = k.user_id
        where k.task_type = 'welcome' and u.phone_number = ${newcomer})`;
  const [member] = await sql<{ verified: boolean; welcomes: number }[]>`
    select u.verified and u.email_verified as verified,
      (select count(*)::integer from public.agent_tasks k
        where k.user_id = u.id and k.task_type = 'welcome') as welcomes
    from public.users u where u.phone_number = ${newcomer}`;
  const ours = new Set(parts.map((part) => part.sid));
  const foreign = carried.filter((text) => !ours.has(text.messageSid)).length;
  const undelivered = carried.filter((text) => text.status !== "delivered").length;
  const all = inboundSids.length;
  return [
    {
      claim: "every text stored once",
      holds: row.stored === all && row.twice === 0,
      figure: `${row.stored} of ${all} texts, ${row.twice} twice`,
    },
    {
      claim: "every turn answered once",
      holds: row.answered === all && row.replies === row.turns,
      figure: `${row.answered} texts in ${row.turns} turns, ${row.replies} replies`,
    },
    {
      claim: "an email made the newcomer a member",
      holds: member?.verified === true && member.welcomes === 1,
      figure: `${member?.verified ? "verified" : "not verified"}, ${member?.welcomes ?? 0} welcome`,
    },
    {
      claim: "nothing sent twice",
      holds: carried.length === parts.length && foreign === 0 && ours.size === parts.length,
      figure: `the carrier got ${carried.length} texts for ${parts.length} parts, ${foreign} unknown`,
    },
    {
      claim: "statuses delivered",
      holds: row.undelivered === 0 && undelivered === 0,
      figure: `${row.undelivered} replies and ${undelivered} of the carrier's texts are not`,
    },
  ];
}
