import type { Agent } from "../../../supabase/functions/_shared/agent/define.ts";
import { runReplyTurn, type TurnOptions } from "../../../supabase/functions/_shared/agent.ts";
import type {
  CallTicket,
  ContextMessage,
  KnownUser,
  Outcome,
  ReplyContext,
  StepAnswer,
  StepRequest,
  TurnOf,
} from "../../../supabase/functions/_shared/worker/turn.ts";

const NOBODY: KnownUser = {
  id: "00000000-0000-4000-8000-000000000001",
  first_name: null,
  last_name: null,
  company: null,
  title: null,
  email: null,
  linkedin_url: null,
  name_dropped: null,
  innovator: false,
  verified: false,
  timezone: null,
};

const BRAND = "Yachtparty";

/** A conversation with an agent, in memory: what Postgres does around a turn, and nothing more. */
export class Thread {
  readonly agent: Agent;
  readonly steps: StepRequest[] = [];
  messages: ContextMessage[] = [];
  user: KnownUser;
  summary: string | null = null;
  refusal: string | null = null;
  followUp: string | null = null;
  outreach: ReplyContext["outreach"] = null;
  crisis: ReplyContext["crisis"] = null;
  interrupted = false;
  channel: ReplyContext["conversation"]["channel"] = "sms";
  priorities: ReplyContext["priorities"] = [];
  open: ReplyContext["open"] = [];
  credits = 0;
  provider: NonNullable<ReplyContext["provider"]> = {
    profile: null,
    missing: ["company_name", "solution_description"],
    packages: [
      { package: "small", credits: 100, price: "100.00 USD" },
      { package: "medium", credits: 500, price: "450.00 USD" },
    ],
    payment_link: null,
    owed_credits: 0,
  };
  coaching: NonNullable<ReplyContext["coaching"]> = {
    goals: [],
    stage: 1,
    graduated: false,
    profile: {},
    preferences: {},
  };
  /** What Postgres answers to a read, besides recall. */
  reads: Record<string, unknown> = {};
  door: ReplyContext["door"] = { email_verified: false, confirm_until: null, welcome: null };
  /** What is asked of Postgres for a proposal; by default it accepts. */
  check: (proposal: StepRequest["proposals"][number]) => string | null = () => null;

  /** Why each model call is refused, in order; null or none: it may be made. */
  refusals: Array<CallTicket["refused"]> = [];
  /** Whether the tenant has its calls' content kept. */
  logContent = false;
  promptVersion: string | null = null;

  constructor(agent: Agent, known: Partial<KnownUser> = {}) {
    this.agent = agent;
    this.user = { ...NOBODY, ...known };
  }

  /** Texts of the person, not answered yet. */
  hears(...texts: string[]): void {
    for (const text of texts) this.#add("user", text, true);
  }

  /** A text of ours, from before: what was heard until then has its answer. */
  said(text: string): void {
    for (const message of this.messages) message.fresh = false;
    this.#add("assistant", text, false);
  }

  turn(): TurnOf<ReplyContext> {
    const id = crypto.randomUUID();
    return {
      lease: crypto.randomUUID(),
      lane_key: "conversation:test",
      tenant_id: crypto.randomUUID(),
      trace_id: id,
      tasks: [{ id, task_type: "reply", trace_id: id, attempt: 1, context: {} }],
      context: {
        kind: "reply",
        agent_type: this.agent.type,
        tenant: {
          id: crypto.randomUUID(),
          name: BRAND,
          product: "network",
          link_hosts: ["yachtparty.example"],
        },
        user: this.user,
        conversation: {
          id: crypto.randomUUID(),
          summary: this.summary,
          message_count: this.messages.length,
          channel: this.channel,
          first_contact: this.messages.every((message) => message.role === "user"),
        },
        messages: this.messages.slice(-20),
        today: { date: "2026-11-29", weekday: "Sunday", zone: "America/New_York" },
        watermark: this.messages.length,
        instance: {
          id: crypto.randomUUID(),
          prompt_version: this.promptVersion,
          model: "claude-haiku-5-5",
          max_tokens: 4096,
          effort: null,
        },
        call: this.#ticket(),
        refusal: this.refusal,
        follow_up: this.followUp,
        outreach: this.outreach,
        crisis: this.crisis,
        interrupted: this.interrupted,
        coaching: this.agent.type === "coach" ? this.coaching : null,
        ...this.#memberView(),
        door: this.door,
        provider: this.agent.type === "innovator" ? this.provider : null,
      },
    };
  }

  step = async (request: StepRequest): Promise<StepAnswer> => {
    this.steps.push(structuredClone(request));
    return {
      call: this.#ticket(),
      checks: request.proposals.map((proposal) => {
        const reason = this.check(proposal);
        return { tool_use_id: proposal.tool_use_id, ok: reason === null, reason };
      }),
      reads: request.reads.map((read) => ({
        tool_use_id: read.tool_use_id,
        ok: true,
        result: this.#answer(read),
      })),
    };
  };

  /** Runs the turn that answers what was heard, and applies what comes of it. */
  async answers(options: TurnOptions = {}): Promise<Outcome> {
    const outcome = await runReplyTurn(this.turn(), this.agent, this, options);
    for (const { type, input } of outcome.actions) {
      if (type === "update_profile") this.user = { ...this.user, ...input };
      if (type === "mark_innovator") this.user = { ...this.user, innovator: true };
      if (type === "name_referrer") this.user = { ...this.user, name_dropped: String(input.name) };
      if (type === "reply") this.said(String(input.text));
    }
    return outcome;
  }

  #ticket(): CallTicket {
    const refused = this.refusals.shift() ?? null;
    const wait = refused === null || refused === "message_budget" ? null : 40;
    return {
      id: crypto.randomUUID(),
      refused,
      retry_after_seconds: wait,
      log_content: this.logContent,
    };
  }

  #add(role: "user" | "assistant", content: string, fresh: boolean): void {
    const position = this.messages.length + 1;
    const created_at = new Date(Date.now() - 60_000 + position * 1_000).toISOString();
    this.messages.push({ position, role, content, created_at, fresh });
  }

  #answer({ tool, input }: StepRequest["reads"][number]): unknown {
    if (tool === "recall") return this.#recall(String(input.query));
    return this.reads[tool] ?? (tool === "open_items" ? this.open : this.user);
  }

  /** What a member's agent is told besides; as Postgres has it, nothing for the others. */
  #memberView(): Pick<ReplyContext, "priorities" | "open" | "texts" | "credits"> {
    if (!["concierge", "innovator"].includes(this.agent.type)) {
      return { priorities: [], open: [], texts: [], credits: null };
    }
    const texts = this.messages
      .filter((message) => message.fresh)
      .map(({ position }, index) => ({ handle: `t${index + 1}`, position }));
    return { priorities: this.priorities, open: this.open, texts, credits: this.credits };
  }

  #recall(query: string): ContextMessage[] {
    const words = query.toLowerCase().split(/\s+/);
    return this.messages.filter((message) =>
      words.some((word) => word.length > 2 && message.content.toLowerCase().includes(word)),
    );
  }
}

/** The reply in an outcome; empty when there is none. */
export function replyIn(outcome: Outcome): string {
  return outcome.actions
    .filter((action) => action.type === "reply")
    .map((action) => String(action.input.text))
    .join("");
}

/** The facts in an outcome, as they are applied: later ones over earlier ones. */
export function factsIn(outcome: Outcome): Record<string, unknown> {
  const updates = outcome.actions.filter((action) => action.type === "update_profile");
  return Object.assign({}, ...updates.map((action) => action.input));
}
