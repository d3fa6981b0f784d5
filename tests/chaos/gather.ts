import type { Sql } from "postgres";
import { z } from "zod";
import type { StackValues } from "../../local/stack-values.ts";
import { personRef } from "../../supabase/functions/_shared/model/person-ref.ts";
import type { Books, Evidence, LaneKind, TriedBooking, Usage } from "./evidence.ts";
import type { Person } from "./plan.ts";
import { carrierPosts, carrierWebhooks, modelCalls } from "./stand-ins.ts";

/** Whose people all of them are. */
const TENANT = "00000000-0000-4000-8000-000000000001";
/** Somebody whom the run does not know: a check that needs a person finds nobody. */
const NOBODY = -1;

const text = z.string();
const maybe = z.string().nullable();
const whole = z.number().int();
const instant = z.number();

const rows = {
  users: z.array(z.object({ id: text, phone: text })),
  messages: z.array(
    z.object({
      id: text,
      user: text,
      direction: z.enum(["inbound", "outbound"]),
      position: whole,
      sid: maybe,
      task: maybe,
      unansweredReason: maybe,
      status: text,
      statusReason: maybe,
      purpose: text,
      trace: text,
    }),
  ),
  queue: z.array(
    z
      .object({
        id: text,
        user: text,
        status: text,
        reason: maybe,
        lookAt: instant,
        sequence: maybe,
        position: whole.nullable(),
        trace: text,
      })
      .transform(({ sequence: id, position, ...row }) => ({
        ...row,
        sequence: id === null || position === null ? null : { id, position },
      })),
  ),
  parts: z.array(
    z.object({
      id: text,
      message: text,
      index: whole,
      count: whole,
      status: text,
      begunAt: instant.nullable(),
      errorCode: whole.nullable(),
    }),
  ),
  tasks: z.array(z.object({ id: text, user: maybe, type: text, status: text, trace: text })),
  leases: z.array(
    z.object({
      token: text,
      user: text,
      lane: z.enum(["conversation", "send", "urgent", "summary"]),
      claimedAt: instant,
      endedAt: instant.nullable(),
    }),
  ),
  loggedCalls: z.array(z.object({ lease: text, status: text, requestId: maybe })),
  deadLetters: z.array(
    z.object({
      task: text,
      type: text,
      reason: text,
      user: maybe,
      trace: text,
      errors: z
        .array(z.object({ code: text, message: maybe }))
        .transform((all) => all.map(({ code, message }) => `${code}, ${message}`)),
    }),
  ),
  ledger: z.array(z.object({ key: text, user: text, amount: whole, processed: z.boolean() })),
  balances: z.array(z.object({ user: text, cached: whole })),
};

const usage = z.object({ calls: whole, inputTokens: whole, outputTokens: whole });
const counts = z.object({
  lanesDue: whole,
  lanesLeased: whole,
  leases: whole,
  openEvents: whole,
  startedCalls: whole,
  driftedBalances: whole,
});

/** All that the checks look at, of the run's people alone. The run is over and the stack still up. */
export async function gather(
  admin: Sql,
  values: StackValues,
  people: Person[],
  tried: {
    bookings: TriedBooking[];
    deadlocks: number;
    refusals: Record<string, number>;
    quietAt: number;
  },
): Promise<Evidence> {
  const phones = people.map((one) => one.phone);
  const personOfPhone = new Map(phones.map((phone, nth) => [phone, nth]));
  const users = rows.users.parse(
    await admin`select id, phone_number as phone from public.users
      where phone_number in ${admin(phones)}`,
  );
  const ids = users.map((one) => one.id);
  const personOf = new Map(users.map(({ id, phone }) => [id, personOfPhone.get(phone) ?? NOBODY]));
  const owned = <Row extends { user: string | null }>({ user, ...row }: Row) => ({
    ...row,
    person: personOf.get(user ?? "") ?? NOBODY,
  });

  const messages = rows.messages.parse(
    await admin`select id, user_id as user, direction, position::integer, twilio_message_sid as sid,
      task_id as task, unanswered_reason as "unansweredReason", status,
      status_reason as "statusReason", purpose, trace_id as trace
      from public.messages where user_id in ${admin(ids)}`,
  );
  const parts = rows.parts.parse(
    await admin`select p.id, p.message_id as message, p.part_index as index, p.part_count as count,
      p.status, extract(epoch from p.sending_at)::float8 * 1000 as "begunAt",
      p.error_code as "errorCode"
      from public.message_parts p join public.messages m on m.id = p.message_id
      where m.user_id in ${admin(ids)}`,
  );
  const queue = rows.queue.parse(
    await admin`select id, user_id as user, status, status_reason as reason,
      extract(epoch from look_at)::float8 * 1000 as "lookAt", sequence_id as sequence,
      sequence_position as position, trace_id as trace
      from public.message_queue where user_id in ${admin(ids)}`,
  );
  const [limits] = await admin`select private.setting('hourly_texts_max')::integer as hourly`;
  const tasks = rows.tasks.parse(
    await admin`select id, user_id as user, task_type as type, status, trace_id as trace
      from public.agent_tasks`,
  );
  const leases = rows.leases.parse(
    await admin`select l.token, c.user_id as user, split_part(l.lane_key, ':', 1) as lane,
      extract(epoch from l.claimed_at)::float8 * 1000 as "claimedAt",
      extract(epoch from l.ended_at)::float8 * 1000 as "endedAt"
      from chaos.leases l join public.conversations c
        on c.id = split_part(l.lane_key, ':', 2)::uuid`,
  );
  const loggedCalls = rows.loggedCalls.parse(
    await admin`select lease_token as lease, status, request_id as "requestId"
      from public.agent_actions_log where user_id in ${admin(ids)}`,
  );
  const deadLetters = rows.deadLetters.parse(
    await admin`select d.task_id as task, d.task_type as type, d.reason, d.errors, t.user_id as user,
      t.trace_id as trace
      from public.event_dead_letters d join public.agent_tasks t on t.id = d.task_id`,
  );
  const ledger = rows.ledger.parse(
    await admin`select idempotency_key as key, user_id as user, amount, processed
      from public.credit_events where user_id in ${admin(ids)}`,
  );
  const balances = rows.balances.parse(
    await admin`select id as user, credit_balance as cached from public.users
      where id in ${admin(ids)}`,
  );
  return {
    ...(await fromStandIns(values, personOfPhone, personOf)),
    messages: messages.map(owned),
    parts,
    queue: queue.map(owned),
    hourlyMax: whole.parse(limits?.hourly),
    quietAt: tried.quietAt,
    tasks: tasks.map(owned),
    leases: leases.map(owned),
    loggedCalls,
    deadLetters: deadLetters.map(owned),
    bookings: tried.bookings,
    ledger: ledger.map(owned),
    balances: balances.map(owned),
    books: { ...(await countBooks(admin)), deadlocks: tried.deadlocks, refusals: tried.refusals },
  };
}

async function fromStandIns(
  values: StackValues,
  personOfPhone: Map<string, number>,
  personOfUser: Map<string, number>,
): Promise<Pick<Evidence, "textsIn" | "postsOut" | "calls">> {
  const webhooks = await carrierWebhooks(values.CARRIER_URL);
  const posts = await carrierPosts(values.CARRIER_URL);
  const calls = await modelCalls(values.MODEL_URL);
  const personOfRef = new Map(
    [...personOfUser].map(([user, person]) => [personRef(TENANT, user), person]),
  );
  return {
    textsIn: webhooks.map((one) => ({
      sid: one.messageSid,
      person: personOfPhone.get(one.from) ?? NOBODY,
      at: one.at,
      answeredAt: one.at + one.ms,
      status: one.status,
    })),
    postsOut: posts.map((one) => ({
      person: personOfPhone.get(one.to) ?? NOBODY,
      part: partOf(one.statusCallback),
      at: one.at,
      decidedAt: one.decidedAt,
      sid: one.messageSid,
    })),
    calls: calls.map((one) => ({
      number: one.number,
      person: personOfRef.get(one.user ?? "") ?? NOBODY,
      lane: laneOf(one.role),
      at: one.at,
      endedAt: one.ended_at,
      requestId: one.request_id,
    })),
  };
}

function partOf(statusCallback: string | null): string | null {
  return statusCallback === null ? null : new URL(statusCallback).searchParams.get("part");
}

function laneOf(role: string | null): LaneKind {
  return role === "conversation-summary" ? "summary" : "conversation";
}

async function countBooks(admin: Sql): Promise<Omit<Books, "deadlocks" | "refusals">> {
  const [row] = await admin`select
    (select count(*) from private.lanes where due is not null)::integer as "lanesDue",
    (select count(*) from private.lanes where lease_token is not null)::integer as "lanesLeased",
    (select count(*) from private.leases)::integer as leases,
    (select count(*) from public.events where not processed)::integer as "openEvents",
    (select count(*) from public.agent_actions_log where status = 'started')::integer
      as "startedCalls",
    (select count(*) from private.credit_cache_drift)::integer as "driftedBalances"`;
  const [settled] = await admin`select count(*)::integer as calls,
    coalesce(sum(input_tokens), 0)::integer as "inputTokens",
    coalesce(sum(output_tokens), 0)::integer as "outputTokens"
    from public.agent_actions_log where status = 'settled' and attempts is distinct from 0`;
  const [used] = await admin`select coalesce(sum(model_calls), 0)::integer as calls,
    coalesce(sum(input_tokens), 0)::integer as "inputTokens",
    coalesce(sum(output_tokens), 0)::integer as "outputTokens" from public.usage_metrics`;
  const read = (one: unknown): Usage => usage.parse(one);
  return { ...counts.parse(row), settled: read(settled), used: read(used) };
}
