import { z } from "zod";

/** One message as an agent sees it; `fresh` ones are what this turn must answer. */
export const contextMessage = z.object({
  position: z.number().int(),
  role: z.enum(["user", "assistant", "system"]),
  content: z.string(),
  created_at: z.string(),
  fresh: z.boolean(),
});

const EFFORTS = ["low", "medium", "high", "xhigh", "max"] as const;

/** The variant of an agent that this user stays with (`agent_instances`). */
export const agentInstance = z.object({
  id: z.uuid(),
  prompt_version: z.string().nullable(),
  model: z.string(),
  max_tokens: z.number().int().positive(),
  /** How much thought an answer is worth; null: the model's own measure. */
  effort: z.enum(EFFORTS).nullable().default(null),
});

/** Leave to make one model call, or why not. Its log row is written either way. */
export const callTicket = z.object({
  /** The log row: already settled when the call is refused. */
  id: z.uuid(),
  refused: z
    .enum(["message_budget", "user_day_budget", "tenant_day_budget", "breaker_open"])
    .nullable(),
  /** When to ask again; null: this work never gets another call, or has one now. */
  retry_after_seconds: z.number().nullable(),
  /** Whether the tenant wants what was said kept in the log, redacted. */
  log_content: z.boolean().default(false),
});
export type CallTicket = z.infer<typeof callTicket>;

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
  /** Hosts that a text may link to, with all below them. */
  link_hosts: z.array(z.string()),
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

/** What a model may name in this turn, in the words that are public to its person. */
const namedItem = z.looseObject({
  /** A letter and a number: good for this turn, and known to Postgres alone (`leases.handles`). */
  handle: z.string(),
  about: z.string(),
});

/** What an agent knows of a member who offers a solution. */
const provider = z.object({
  /** What is on record of it; null: nothing yet. */
  profile: z.record(z.string(), z.unknown()).nullable(),
  missing: z.array(z.string()),
  packages: z.array(z.object({ package: z.string(), credits: z.number(), price: z.string() })),
  /** The package for which they have a payment link that is good, or is being made. */
  payment_link: z.string().nullable(),
  owed_credits: z.number().int(),
});

const notes = z.record(z.string(), z.string());

/** What the coach knows of somebody: all of it said by them, but for the stage. */
const coaching = z.object({
  goals: z.array(z.string()),
  stage: z.int().min(1).max(3),
  graduated: z.boolean(),
  profile: notes,
  preferences: notes,
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
    /** On the web it is read as Markdown, and costs nothing by the segment. */
    channel: z.enum(["sms", "web"]),
  }),
  messages: z.array(contextMessage),
  /** The person's own day; their zone, or the one that goes for theirs when nobody knows it. */
  today: z.object({ date: z.iso.date(), weekday: z.string(), zone: z.string() }),
  watermark: z.number().int(),
  instance: agentInstance,
  /** Leave for the first model call of this turn. */
  call: callTicket,
  /** Why Postgres refused the previous attempt of this turn, if it did. */
  refusal: z.string().nullable(),
  /** What the person asked to be reminded of, when that is what this turn is for. */
  follow_up: z.string().nullable(),
  /** The text that nobody asked for, when writing it is what this turn is for. */
  outreach: outreach.nullable(),
  door,
  /** What is open of a time in which they may be in danger, or were not well; null: nothing. */
  crisis: z
    .object({
      severity: z.enum(["low", "moderate", "high", "critical"]),
      kind: z.string(),
      /** Who may be in danger: who writes, or somebody they write about. */
      about: z.enum(["self", "other"]),
      since: z.string(),
      says_safe: z.boolean(),
      /** Fixed words, with numbers to call, were sent. */
      words_sent: z.boolean(),
    })
    .nullable(),
  /** Whether the person wrote in the middle of a series of texts, which waits since. */
  interrupted: z.boolean(),
  /** The five things that matter most of what a member was not told of yet; else none. */
  priorities: z.array(namedItem.extend({ item: z.string() })),
  /** What is open between a member and the network. */
  open: z.array(namedItem.extend({ state: z.string() })),
  /** The texts that this turn answers, at most the newest 20, oldest first. */
  texts: z.array(z.object({ handle: z.string(), position: z.number().int() })),
  /** A member's balance; null for an agent that has no business with it. */
  credits: z.number().int().nullable(),
  /** Of a member who offers a solution. */
  provider: provider.nullable(),
  /** What a tenant has told its assistant: how it speaks, and what it knows. */
  house: z.object({ tone: z.string().nullable(), knowledge: z.string().nullable() }).optional(),
  /** Of somebody whom the coach serves. */
  coaching: coaching.nullable().default(null),
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
  call: callTicket,
});

/** Something that could be worth the member's attention, under this turn's handle. */
export const candidate = z.object({
  handle: z.string(),
  item_type: z.string(),
  /** In words that the member may read. */
  about: z.record(z.string(), z.unknown()),
  /** 0–100, by everything that is not the model's to say. */
  score: z.number(),
});

/** What a ranking knows: who the member is in a few words, and what could be worth a look. */
export const rankingContext = z.object({
  kind: z.literal("ranking"),
  agent_type: z.string(),
  tenant: tenantView,
  user: z.object({ id: z.uuid() }),
  profile: z.object({
    company: z.string().nullable(),
    title: z.string().nullable(),
    expertise: z.array(z.string()),
    innovator: z.boolean(),
  }),
  summary: z.string().nullable(),
  candidates: z.array(candidate),
  /** Fingerprint of all of this. */
  seen: z.string(),
  /** Both are absent when there is nothing to ask the model, or nothing new since it was asked. */
  instance: agentInstance.optional(),
  call: callTicket.optional(),
  refusal: z.string().nullable(),
});

const forAgent = {
  agent_type: z.string(),
  /** Null of what nobody in particular asked for. */
  user: z.object({ id: z.uuid().nullable() }),
};
/** Both are absent when there is nothing to ask the model. */
const mayCall = { instance: agentInstance.optional(), call: callTicket.optional() };

/** A question whose experts are to be chosen. */
export const requestContext = z.object({
  kind: z.literal("request"),
  ...forAgent,
  request: z.object({
    question: z.string(),
    context: z.string().nullable(),
    expertise: z.array(z.string()),
    urgency: z.string(),
  }),
  ...mayCall,
});

/** What an expert has said to a question, without who. */
export const answerContext = z.object({
  kind: z.literal("answer"),
  ...forAgent,
  question: z.string(),
  context: z.string().nullable(),
  answer: z.string(),
  ...mayCall,
});

/** A question that is over, and its answers, the most useful first. */
export const loopContext = z.object({
  kind: z.literal("loop"),
  ...forAgent,
  question: z.string(),
  answers: z.array(
    z.object({ handle: z.string(), answer: z.string(), usefulness: z.number().nullable() }),
  ),
  ...mayCall,
});

/** A step of research. */
export const solutionContext = z.object({
  kind: z.literal("solution"),
  ...forAgent,
  step: z.enum([
    "research",
    "match_innovators",
    "ask_community",
    "wait",
    "evaluate",
    "recommend",
    /** Cancelled, or done by an earlier try. */
    "over",
  ]),
  need: z.string(),
  category: z.string().nullable(),
  searches_max: z.number().int().positive(),
  /** Of the step research: with which model the web is searched, should it be. */
  searcher: agentInstance.optional(),
  /** Of the step evaluate: what was found. */
  research: z.record(z.string(), z.unknown()).nullish(),
  innovators: z.array(z.looseObject({ handle: z.string() })).default([]),
  answers: z.array(z.looseObject({ handle: z.string(), answer: z.string() })).default([]),
  ...mayCall,
});

/** A text that raised concern, with what was said around it. */
export const crisisContext = z.object({
  kind: z.literal("crisis"),
  agent_type: z.string(),
  user: z.object({ id: z.uuid() }),
  found: z.object({
    severity: z.string(),
    kind: z.string(),
    about: z.string(),
    rules: z.array(z.string()),
  }),
  /** Of the text in question. */
  position: z.number().int(),
  messages: z.array(contextMessage),
  instance: agentInstance,
  call: callTicket,
});

/** What the Social Butterfly knows: prospects under handles, and no way to reach them. */
export const matchingContext = z.object({
  kind: z.literal("matching"),
  prospects: z.array(
    z.object({
      handle: z.string(),
      name: z.string().optional(),
      company: z.string().optional(),
      title: z.string().optional(),
      linkedin_url: z.string().optional(),
      /** Somebody has looked them up, or is about to. */
      researched: z.boolean(),
    }),
  ),
});

/** Twenty-five messages of one person, and what is asked about them. */
export const analysisContext = z.object({
  kind: z.literal("analysis"),
  ...forAgent,
  items: z.array(z.object({ item: z.string(), question: z.string() })),
  /** None when they have been in an analysis. A null text is not to be shown. */
  messages: z.array(z.object({ handle: z.string(), text: z.string().nullable() })),
  ...mayCall,
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
  context: z.discriminatedUnion("kind", [
    replyContext,
    summaryContext,
    rankingContext,
    requestContext,
    answerContext,
    loopContext,
    solutionContext,
    matchingContext,
    crisisContext,
    analysisContext,
    sendContext,
    taskContext,
  ]),
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
export type RankingContext = z.infer<typeof rankingContext>;
export type RequestContext = z.infer<typeof requestContext>;
export type AnswerContext = z.infer<typeof answerContext>;
export type LoopContext = z.infer<typeof loopContext>;
export type SolutionContext = z.infer<typeof solutionContext>;
export type CrisisContext = z.infer<typeof crisisContext>;
export type MatchingContext = z.infer<typeof matchingContext>;
export type AnalysisContext = z.infer<typeof analysisContext>;
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
  /** Part of `output_tokens`. */
  thinking_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  /** Part of `cache_write_tokens`: what is kept for an hour instead of five minutes. */
  cache_write_1h_tokens: number | null;
  /** Searches of the web that the provider made for it, which are billed apart. */
  web_searches: number | null;
  /** The provider did no work for it, so it cost nothing: not the same as tokens unknown. */
  unpaid: boolean;
  attempts: number;
  latency_ms: number;
  request_id: string | null;
  stop_reason: string | null;
  /** Null: it was no model that was asked. */
  prompt_hash: string | null;
  prompt_version: string | null;
  error: string | null;
  /** What was said to the model and what it answered, redacted; only when the ticket asks for it. */
  input?: Record<string, unknown>;
  output?: Record<string, unknown>;
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
  /** Null: none was made yet; only leave is asked for. */
  call: CallSettlement | null;
  proposals: Proposal[];
  reads: ReadRequest[];
}

export const stepAnswer = z.object({
  /** Leave for the next model call. */
  call: callTicket,
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
