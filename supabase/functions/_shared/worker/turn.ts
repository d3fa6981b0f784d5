import { z } from "zod";

/** One message as an agent sees it; `fresh` ones are what this turn must answer. */
export const contextMessage = z.object({
  position: z.number().int(),
  role: z.enum(["user", "assistant", "system"]),
  content: z.string(),
  created_at: z.string(),
  fresh: z.boolean(),
});

/** The variant of an agent that this user stays with (`agent_instances`). */
export const agentInstance = z.object({
  id: z.uuid(),
  prompt_version: z.string().nullable(),
  model: z.string(),
  max_tokens: z.number().int().positive(),
});

export const knownUser = z.object({
  id: z.uuid(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  company: z.string().nullable(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  linkedin_url: z.string().nullable(),
  name_dropped: z.string().nullable(),
  innovator: z.boolean(),
  verified: z.boolean(),
  timezone: z.string().nullable(),
});

const tenantView = z.object({
  id: z.uuid(),
  name: z.string(),
  product: z.enum(["network", "assistant", "coach"]),
});

/** A proactive text that a turn is to put into words; nothing in it was said by its person. */
const outreach = z.object({
  /** The agent that would like it sent. */
  wanted_by: z.string(),
  wanted_at: z.string(),
  draft: z.string().nullable(),
  about: z.record(z.string(), z.unknown()),
});

/** How far confirming an email is. */
const door = z.object({
  email_verified: z.boolean(),
  /** Until when the address that they were given can be mailed to; null: they have none. */
  confirm_until: z.string().nullable(),
  /** What has just become true, when telling of it is what this turn is for. */
  welcome: z.enum(["joined", "email_confirmed", "number_moved"]).nullable(),
});

/** What a reply turn knows: made by `worker.claim`, nothing in it was chosen by a model. */
export const replyContext = z.object({
  kind: z.literal("reply"),
  agent_type: z.string(),
  tenant: tenantView,
  user: knownUser,
  conversation: z.object({
    id: z.uuid(),
    summary: z.string().nullable(),
    message_count: z.number().int(),
    first_contact: z.boolean(),
  }),
  messages: z.array(contextMessage),
  /** The person's own day; their zone, or the one that goes for theirs when nobody knows it. */
  today: z.object({ date: z.iso.date(), weekday: z.string(), zone: z.string() }),
  watermark: z.number().int(),
  instance: agentInstance,
  /** The log row already started for the first model call of this turn. */
  call_id: z.uuid(),
  /** Why Postgres refused the previous attempt of this turn, if it did. */
  refusal: z.string().nullable(),
  /** What the person asked to be reminded of, when that is what this turn is for. */
  follow_up: z.string().nullable(),
  /** The text that nobody asked for, when writing it is what this turn is for. */
  outreach: outreach.nullable(),
  door,
  /** Whether the person wrote in the middle of a series of texts, which waits since. */
  interrupted: z.boolean(),
});

export const summaryContext = z.object({
  kind: z.literal("summary"),
  agent_type: z.string(),
  tenant: tenantView,
  user: z.object({ id: z.uuid() }),
  conversation: z.object({ id: z.uuid(), summary: z.string().nullable() }),
  messages: z.array(contextMessage),
  watermark: z.number().int(),
  instance: agentInstance,
  call_id: z.uuid(),
});

export const messagePart = z.object({
  id: z.uuid(),
  part_index: z.number().int(),
  status: z.string(),
  body: z.string(),
  twilio_message_sid: z.string().nullable(),
  sending_at: z.string().nullable(),
  /** How long ago that was, by the database's clock. */
  sending_seconds: z.number().nullable(),
});

/** A lane of texts out; each task of it carries its own `sendTask`. */
export const sendContext = z.object({ kind: z.literal("send") });

/** A task that needs no more than its own context says, or asks for it itself. */
export const taskContext = z.object({ kind: z.literal("task") });

/** The context of one `send_sms` task: what to say, both numbers, and what became of it so far. */
export const sendTask = z.object({
  message: z.object({
    id: z.uuid(),
    content: z.string(),
    status: z.string(),
    to: z.string(),
  }),
  sender: z.object({
    id: z.uuid(),
    phone_number: z.string(),
    account_sid: z.string(),
    messaging_service_sid: z.string().nullable(),
  }),
  parts: z.array(messagePart),
});

export const claimedTask = z.object({
  id: z.uuid(),
  task_type: z.string(),
  trace_id: z.uuid(),
  /** 1 on the first try. */
  attempt: z.number().int(),
  context: z.record(z.string(), z.unknown()),
});

/** One leased lane with its batch of tasks and all the context its agent needs. */
export const turn = z.object({
  lease: z.uuid(),
  lane_key: z.string(),
  tenant_id: z.uuid(),
  trace_id: z.uuid(),
  tasks: z.array(claimedTask).min(1),
  context: z.discriminatedUnion("kind", [replyContext, summaryContext, sendContext, taskContext]),
});

/** Turns are read one by one, so that one that cannot be read does not cost the others. */
export const claimAnswer = z.object({
  turns: z.array(z.looseObject({ lease: z.uuid() })),
  /**
   * When fewer lanes were due than there was room for: milliseconds until this function's next one
   * is; null: nothing waits.
   */
  next_due_ms: z.number().nullable(),
});

export type ContextMessage = z.infer<typeof contextMessage>;
export type ReplyContext = z.infer<typeof replyContext>;
export type SummaryContext = z.infer<typeof summaryContext>;
export type SendContext = z.infer<typeof sendContext>;
export type SendTask = z.infer<typeof sendTask>;
export type MessagePart = z.infer<typeof messagePart>;
export type KnownUser = z.infer<typeof knownUser>;
export type Turn = z.infer<typeof turn>;
export type TurnOf<Context> = Omit<Turn, "context"> & { context: Context };

/** How one model call ended, as `agent_actions_log` keeps it. Times in milliseconds. */
export interface CallSettlement {
  id: string;
  outcome:
    | "ok"
    | "refusal"
    | "truncated"
    | "schema"
    | "timeout"
    | "rate_limit"
    | "network"
    | "provider"
    | "config"
    | "budget";
  model: string;
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  attempts: number;
  latency_ms: number;
  request_id: string | null;
  stop_reason: string | null;
  prompt_hash: string;
  error: string | null;
}

/** An action an agent proposes; Postgres checks its fields again (`private.check_action`). */
export interface Proposal {
  tool_use_id: string;
  type: string;
  input: Record<string, unknown>;
}

export interface ReadRequest {
  tool_use_id: string;
  tool: string;
  input: Record<string, unknown>;
}

/** Between two model calls: settle one, check what it proposed, read what it asked, start the next. */
export interface StepRequest {
  lease: string;
  call: CallSettlement;
  proposals: Proposal[];
  reads: ReadRequest[];
}

export const stepAnswer = z.object({
  call_id: z.uuid(),
  checks: z.array(
    z.object({ tool_use_id: z.string(), ok: z.boolean(), reason: z.string().nullable() }),
  ),
  reads: z.array(z.object({ tool_use_id: z.string(), ok: z.boolean(), result: z.unknown() })),
});
export type StepAnswer = z.infer<typeof stepAnswer>;

/** What a handler says of its turn; `worker.finish` carries it out or refuses it. */
export interface Outcome {
  outcome: "done" | "retry" | "snooze" | "failed";
  /** Applied in this order, all or none. */
  actions: Array<{ type: string; input: Record<string, unknown> }>;
  /** The settlement of the last model call, if the turn made one that is not settled yet. */
  call: CallSettlement | null;
  /** Kept in `agent_tasks.result_json`: codes and counts, never text. */
  result: Record<string, unknown>;
  /** Why it did not go well: a stable code and a sentence without personal data. */
  error: { code: string; message: string } | null;
  /** With `snooze`: how long, in seconds, and the reason an operator reads. */
  snooze_seconds: number | null;
  reason: string | null;
}
