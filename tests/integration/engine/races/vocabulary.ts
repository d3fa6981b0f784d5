import type { JSONValue, Sql, TransactionSql } from "postgres";
import { z } from "zod";
import { UNSUSPECTED } from "../../../screened.ts";
import type { Act } from "./stop-points.ts";

/* What a person, a carrier, a worker and the sweep do: each act is one RPC, as they call it. */

export const SENDER = "00000000-0000-4000-8000-000000000011";
const ACCOUNT = "AC00000000000000000000000000000001";

let numbers = 0;
let sids = 0;

/** The number of somebody nobody has heard of: each call another one. */
export function stranger(): string {
  numbers += 1;
  return `+1415556${String(numbers).padStart(4, "0")}`;
}

const received = z.object({
  message_id: z.uuid(),
  duplicate: z.boolean(),
  unanswered_reason: z.string().nullish(),
});

/** A text comes in, with all that its commit does. */
export function receive(from: string, keyword: "stop" | "start" | null = null) {
  sids += 1;
  const sms = {
    message_sid: `SM${sids}`,
    from,
    body: keyword ?? "hi",
    keyword,
    screen: UNSUSPECTED,
  };
  return async (tx: TransactionSql) => {
    const [row] = await tx`select worker.receive_sms(${SENDER}, ${tx.json(sms)}) as answer`;
    return received.parse(row?.answer);
  };
}

const part = z.object({ id: z.uuid(), status: z.string() });
const task = z.object({
  id: z.uuid(),
  task_type: z.string(),
  context: z.looseObject({ parts: z.array(part).optional() }),
});
export const turn = z.object({
  lease: z.uuid(),
  lane_key: z.string(),
  tasks: z.array(task).min(1),
  context: z.looseObject({
    agent_type: z.string().optional(),
    watermark: z.number().optional(),
    messages: z.array(z.object({ position: z.number(), fresh: z.boolean() })).optional(),
  }),
});
export type Turn = z.infer<typeof turn>;

/** A drain asks for lanes, one; an hour ahead, so that what was put back is due. */
export function claim(functionName: string, lanes = 1): Act<Turn[]> {
  return async (tx) => {
    const [row] = await tx`select worker.claim(${functionName}, ${lanes}, now() + interval '1 hour')
      -> 'turns' as turns`;
    return z.array(turn).parse(row?.turns);
  };
}

/** The only turn of a claim. */
export function only([first, ...others]: Turn[]): Turn {
  if (first === undefined || others.length > 0) throw new Error(`${others.length} others`);
  return first;
}

/** The positions of the texts that this turn is to answer. */
export function fresh({ context }: Turn): number[] {
  return (context.messages ?? []).filter((one) => one.fresh).map((one) => one.position);
}

type Ending = { outcome: "done" | "retry" | "failed" | "snooze" } & Record<string, JSONValue>;

export const retry: Ending = { outcome: "retry", error: { code: "tried", message: "and failed" } };
export const failed: Ending = { outcome: "failed", error: { code: "broken", message: "for good" } };
export const snooze: Ending = { outcome: "snooze", snooze_seconds: 60, reason: "not_now" };
export const done: Ending = { outcome: "done", actions: [], result: {} };

export function replies(text: string): Ending {
  return { outcome: "done", actions: [{ type: "reply", input: { text } }], result: {} };
}

/** A worker ends its turn; what became of it. */
export function finish({ lease }: Turn, ending: Ending): Act<string> {
  return async (tx) => {
    const turns = tx.json([{ lease, ...ending }]);
    const [row] = await tx`select worker.finish(${turns}) -> 0 ->> 'result' as result`;
    return z.string().parse(row?.result);
  };
}

/** A retiring isolate gives its lease back; how many were its own. */
export function giveBack({ lease }: Turn): Act<number> {
  return async (tx) => {
    const [row] = await tx`select worker.give_back(array[${lease}]::uuid[]) as given`;
    return z.number().parse(row?.given);
  };
}

/** The sweep; how many leases it freed. */
export function sweep(): Act<number> {
  return async (tx) => {
    const [row] = await tx`select worker.process_tasks_batch() -> 'leases_freed' as freed`;
    return z.number().parse(row?.freed);
  };
}

/** Its worker has not beaten for too long. */
export async function expire(sql: Sql | TransactionSql, { lease }: Turn): Promise<void> {
  await sql`update private.leases set expires_at = '-infinity' where token = ${lease}`;
}

export function cancel(taskId: string): Act<string> {
  return async (tx) => {
    const [row] = await tx`select worker.cancel_task(${taskId}, 'not wanted') as answer`;
    return z.string().parse(row?.answer);
  };
}

/** Replays the dead letter of a task; whether it did. */
export function replay(taskId: string): Act<boolean> {
  return async (tx) => {
    const [row] = await tx`select worker.replay_dead_letter(d.id) as replayed
      from public.event_dead_letters d where d.task_id = ${taskId}`;
    return z.boolean().parse(row?.replayed);
  };
}

/** A drain puts its bell down. */
export function answerBell(functionName: string): Act<void> {
  return async (tx) => {
    await tx`select worker.answer_bell(${functionName})`;
  };
}

const begun = z.object({
  ok: z.boolean(),
  reason: z.string().optional(),
  part_id: z.uuid().optional(),
});

/** The last look before a text's only part leaves. */
export function beginSend({ lease, tasks: [first] }: Turn): Act<z.infer<typeof begun>> {
  return async (tx) => {
    const only = { index: 0, count: 1, body: "hello", encoding: "GSM-7", segments: 1 };
    const [row] = await tx`select worker.begin_send(${lease}, ${first?.id ?? null},
      ${tx.json(only)}) as begun`;
    return begun.parse(row?.begun);
  };
}

type Fate = "accepted" | "rejected" | "later" | "unknown" | "absent" | "abandoned";
const settled = z.object({
  held: z.boolean(),
  known: z.boolean(),
  decided: z.string().optional(),
});

/** Twilio's codes of a number that cannot be texted, and of one that has opted out. */
const NO_MOBILE_NUMBER = 21614;
export const OPTED_OUT = 21610;

/** What the carrier answered, as its worker tells it. */
export function settleSend(
  { lease }: Turn,
  partId: string,
  kind: Fate,
): Act<z.infer<typeof settled>> {
  const fate = {
    part_id: partId,
    kind,
    ...(kind === "accepted" ? { sid: sidOf(partId) } : {}),
    ...(kind === "rejected" ? { error_code: NO_MOBILE_NUMBER } : {}),
    ...(kind === "absent" ? { deadline_seconds: 15 } : {}),
  };
  return async (tx) => {
    const [row] = await tx`select worker.settle_send(${lease}, ${tx.json(fate)}) as settled`;
    return settled.parse(row?.settled);
  };
}

/** So long ago that its POST has ended, and its absence from the carrier's list says something. */
export async function begunLongAgo(sql: Sql | TransactionSql, partId: string): Promise<void> {
  await sql`update public.message_parts set sending_at = now() - interval '10 minutes'
    where id = ${partId}`;
}

/** The carrier's status callback about a part; whether it was news. */
export function callback(
  partId: string,
  status: "sent" | "delivered" | "failed",
  code: number | null = null,
): Act<boolean> {
  return async (tx) => {
    const [row] = await tx`select worker.receive_status(${ACCOUNT}, ${sidOf(partId)}, ${status},
      ${code}, ${partId}) -> 'news' as news`;
    return z.boolean().parse(row?.news);
  };
}

function sidOf(partId: string): string {
  return `SM-${partId}`;
}

/** A text to somebody who has texted, put in their send lane. */
export function writeTo(phone: string): Act<void> {
  return async (tx) => {
    await tx`insert into public.messages (conversation_id, role, direction, content)
      select id, 'system', 'outbound', 'hello' from public.conversations
      where phone_number = ${phone}`;
  };
}

/** How somebody's proactive text is wanted, where that matters. */
export type Wanted = { subject?: string; sequence?: [position: number, total: number] };

/** An agent wants somebody to be sent these words, now. */
export async function want(sql: Sql, phone: string, words: string, wanted: Wanted = {}) {
  const [position = null, total = null] = wanted.sequence ?? [];
  await sql`insert into public.message_queue (tenant_id, user_id, agent_id, message_data,
      final_message, scheduled_for, subject, sequence_id, sequence_position, sequence_total)
    select u.tenant_id, u.id, 'account-manager', '{}', ${words}, now(), ${wanted.subject ?? null},
      case when ${position}::integer is not null then u.id end, ${position}, ${total}
    from public.users u where u.phone_number = ${phone}`;
}

const decided = z.object({ people: z.number(), approved: z.number(), let_go: z.number() });

/** The orchestrator; so many minutes from now. */
export function decide(minutes = 0): Act<z.infer<typeof decided>> {
  return async (tx) => {
    const [row] = await tx`select worker.process_outbound_messages(
      now() + make_interval(mins => ${minutes})) as answer`;
    return decided.parse(row?.answer);
  };
}

// What there is afterwards. --------------------------------------------------------------------

/** What they texted, in order: the task that took it, or why none did. */
export async function textsFrom(sql: Sql, phone: string) {
  const rows = await sql`select m.task_id, m.unanswered_reason from public.messages m
    join public.conversations c on c.id = m.conversation_id
    where c.phone_number = ${phone} and m.direction = 'inbound' order by m.position`;
  return z
    .array(z.object({ task_id: z.uuid().nullable(), unanswered_reason: z.string().nullable() }))
    .parse([...rows]);
}

/** What was written to them, in order; the first without its introduction. */
export async function textsTo(sql: Sql, phone: string) {
  const rows = await sql`select split_part(m.content, E'\n', -1) as content, m.task_id,
      m.status, m.status_reason from public.messages m
    join public.conversations c on c.id = m.conversation_id
    where c.phone_number = ${phone} and m.direction = 'outbound' order by m.position`;
  return z
    .array(
      z.object({
        content: z.string(),
        task_id: z.uuid().nullable(),
        status: z.string(),
        status_reason: z.string().nullable(),
      }),
    )
    .parse([...rows]);
}

/** What was wanted for them, in order: where it is, and why. */
export async function queueOf(sql: Sql, phone: string): Promise<string[]> {
  const rows = await sql`select concat_ws(' ', q.final_message || ':', q.status, q.status_reason)
      as standing from public.message_queue q join public.users u on u.id = q.user_id
    where u.phone_number = ${phone} and q.agent_id = 'account-manager' order by q.arrival`;
  return z
    .array(z.object({ standing: z.string() }))
    .parse([...rows])
    .map((row) => row.standing);
}

/** Their tasks of a kind, the oldest first. */
export async function tasksOf(sql: Sql, phone: string, taskType = "reply") {
  const rows = await sql`select t.id, t.status, t.retry_count, t.merged_count, t.rerun_count,
      cardinality(t.event_ids) as events, t.errors -> -1 ->> 'code' as error, t.result_json as result
    from public.agent_tasks t join public.users u on u.id = t.user_id
    where u.phone_number = ${phone} and t.task_type = ${taskType} order by t.arrival`;
  return z
    .array(
      z.object({
        id: z.uuid(),
        status: z.string(),
        retry_count: z.number(),
        merged_count: z.number(),
        rerun_count: z.number(),
        events: z.number(),
        error: z.string().nullable(),
        result: z.record(z.string(), z.unknown()).nullable(),
      }),
    )
    .parse([...rows]);
}

/** A function's bell: whether it is up, and how often it has rung. */
export async function bell(sql: Sql, functionName: string) {
  const [row] = await sql`select pending, rings::integer from private.bells
    where function_name = ${functionName}`;
  return z.object({ pending: z.boolean(), rings: z.number() }).parse(row);
}
