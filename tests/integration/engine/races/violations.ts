import type { Sql } from "postgres";
import { z } from "zod";

/** Each of these must find nothing whenever no transaction is open, whoever met whom. */
const LOOKS: Record<string, string> = {
  "a lane that nobody works on has work that is never due": `
    select l.lane_key from private.lanes l
    where l.lease_token is null and l.paused_at is null and l.due is null
      and exists (select from public.agent_tasks t
        where t.lane_key = l.lane_key and t.status = 'pending')`,
  "a lane is due and has no work": `
    select l.lane_key from private.lanes l
    where l.due is not null and not exists (select from public.agent_tasks t
      where t.lane_key = l.lane_key and t.status = 'pending')`,
  "a lane is leased to nobody": `
    select l.lane_key from private.lanes l
    where l.lease_token is not null
      and not exists (select from private.leases s where s.token = l.lease_token)`,
  "a lease has no lane": `
    select s.lane_key from private.leases s
    where not exists (select from private.lanes l where l.lease_token = s.token)`,
  "a task is in work under no lease": `
    select t.id::text from public.agent_tasks t where t.status = 'processing'
      and not exists (select from private.leases s where s.token = t.lease_token)`,
  "a task has no place": `
    select t.id::text from public.agent_tasks t where t.seq is null`,
  "a text waits and nobody will take it": `
    select m.id::text from public.messages m
    where m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null
      and not exists (select from public.agent_tasks t where t.task_type = 'reply'
        and t.status in ('pending', 'processing')
        and t.lane_key = 'conversation:' || m.conversation_id)`,
  "a text out waits and nobody will send it": `
    select m.id::text from public.messages m
    where m.direction = 'outbound' and m.status in ('pending', 'queued_for_send')
      and not exists (select from public.agent_tasks t where t.task_type = 'send_sms'
        and t.status in ('pending', 'processing')
        and t.context_json ->> 'message_id' = m.id::text)`,
  "a task has answered twice": `
    select m.task_id::text from public.messages m
    where m.direction = 'outbound' and m.task_id is not null
    group by m.task_id having count(*) > 1`,
  "an event is open and its tasks are over, or the other way round": `
    select e.id::text from public.events e
    where e.open_tasks <> (select count(*) from public.agent_tasks t
      where e.id = any (t.event_ids) and t.status in ('pending', 'processing'))`,
};

const ALL = Object.entries(LOOKS)
  .map(([sentence, look]) => `select '${sentence}' as sentence, count(*) as rows from (${look}) r`)
  .join(" union all ");

/** What is wrong with the engine's tables now. */
export async function violations(sql: Sql): Promise<string[]> {
  const found = await sql.unsafe(`select sentence from (${ALL}) looks where rows > 0`);
  return z
    .array(z.object({ sentence: z.string() }))
    .parse([...found])
    .map((row) => row.sentence);
}
