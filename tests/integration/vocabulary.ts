import postgres, { type Sql } from "postgres";
import { inject, vi } from "vitest";
import { type CarrierText, type Posted, postText, textsTo } from "../../local/carrier/client.ts";

/** The stack that all integration tests share: what `npm run status` prints. */
export const stack = inject("stack");

export const sql: Sql = postgres(stack.DB_URL, { max: 4, onnotice: () => {} });

export const tenant = "00000000-0000-4000-8000-000000000001";
export const sender = "00000000-0000-4000-8000-000000000011";
export const member = "+14155550111";

const NUMBERS = 7_000_000;
const NUMBERS_FIRST = 2_000_000;
/** As many files as may be played side by side: each has numbers of its own. */
const FILES = 8;
/** No file draws a number faster than so, and the next one begins where it has come to. */
const NUMBER_MS = 10;
let numbers =
  FILES * Math.floor(Date.now() / NUMBER_MS) + (Number(process.env.VITEST_POOL_ID ?? 0) % FILES);

/**
 * The number of somebody nobody has heard of: each call another one, in this file and the next.
 * Never of the exchanges 900 to 999: 976 is a premium number, which is not texted.
 */
export function stranger(): string {
  numbers += FILES;
  return `+1213${NUMBERS_FIRST + (numbers % NUMBERS)}`;
}

/** Somebody texts our number; resolves when our webhook has answered. */
export function text(from: string, body: string, messageSid?: string): Promise<Posted> {
  return postText(stack.CARRIER_URL, {
    from,
    to: stack.TWILIO_PHONE_NUMBER,
    body,
    ...(messageSid === undefined ? {} : { messageSid }),
  });
}

/** What the carrier was given for somebody, once there are so many. */
export function replies(to: string, count: number, seconds = 30): Promise<CarrierText[]> {
  return eventually(async () => {
    const texts = await textsTo(stack.CARRIER_URL, to);
    if (texts.length < count) throw new Error(`${texts.length} of ${count} replies`);
    return texts;
  }, seconds);
}

export function received(to: string): Promise<CarrierText[]> {
  return textsTo(stack.CARRIER_URL, to);
}

/** Waits until it no longer throws. */
export function eventually<Value>(look: () => Promise<Value>, seconds = 30): Promise<Value> {
  return vi.waitFor(look, { timeout: seconds * 1000, interval: 50 });
}

/** Waits until nothing of this person waits or is in work, but for what is another day's. */
export function quiet(phone: string, seconds = 30): Promise<void> {
  return eventually(async () => {
    const [open] = await sql<{ count: number }[]>`
      select count(*)::integer as count from public.agent_tasks t
      join public.users u on u.id = t.user_id
      where u.phone_number = ${phone} and t.status in ('pending', 'processing')
        and t.scheduled_for < now() + interval '2 hours'`;
    if (open?.count !== 0) throw new Error(`${open?.count} tasks are open`);
  }, seconds);
}

/** What waits for a later time may run now: a snoozed turn, a retry. */
export async function hurry(phone: string): Promise<void> {
  await sql.begin(async (tx) => {
    const lanes = await tx<{ lane_key: string }[]>`
      select distinct t.lane_key from public.agent_tasks t
      join public.users u on u.id = t.user_id
      where u.phone_number = ${phone} and t.status = 'pending'`;
    const keys = lanes.map((lane) => lane.lane_key);
    await tx`select private.lock_lanes(${keys})`;
    await tx`update public.agent_tasks set scheduled_for = now()
      where lane_key = any (${keys}) and status = 'pending'`;
    await tx`select private.settle_lanes(touched => ${keys})`;
  });
}

export async function messagesOf(phone: string) {
  return await sql<
    {
      direction: string;
      role: string;
      content: string;
      status: string;
      task_id: string | null;
      unanswered_reason: string | null;
      trace_id: string;
    }[]
  >`select m.direction, m.role, m.content, m.status, m.task_id, m.unanswered_reason, m.trace_id
    from public.messages m join public.users u on u.id = m.user_id
    where u.phone_number = ${phone} order by m.conversation_id, m.position`;
}

export async function person(phone: string) {
  const [row] = await sql`select * from public.users where phone_number = ${phone}
    and tenant_id = ${tenant}`;
  return row;
}

export async function tasksOf(phone: string) {
  return await sql<
    {
      task_type: string;
      status: string;
      retry_count: number;
      snooze_count: number;
      rerun_count: number;
      errors: { code: string }[];
    }[]
  >`select t.task_type, t.status, t.retry_count, t.snooze_count, t.rerun_count, t.errors
    from public.agent_tasks t join public.users u on u.id = t.user_id
    where u.phone_number = ${phone} order by t.arrival`;
}

/** Whoever had this number in another test is nobody any more: the carrier's special ones are few. */
export async function forget(phone: string): Promise<void> {
  await sql`delete from public.users where tenant_id = ${tenant} and phone_number = ${phone}`;
}

/** Plans what the model, or the carrier, does wrong next. */
export async function fault(url: string, plan: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${url}/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(plan),
  });
  if (!response.ok) throw new Error(`the fault was not taken: ${await response.text()}`);
}

export async function noFaults(): Promise<void> {
  for (const url of [stack.CARRIER_URL, stack.MODEL_URL]) {
    await fetch(`${url}/faults`, { method: "DELETE" });
  }
  // What failed in this test is not held against the model in the next.
  await sql`select worker.close_breaker(i.model)
    from (select distinct model from public.agent_instances) i`;
}
