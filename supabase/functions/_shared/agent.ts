import { modelMessages } from "./agent/conversation.ts";
import { turnData } from "./agent/data.ts";
import type { Agent } from "./agent/define.ts";
import { ending, plainEnding } from "./agent/ending.ts";
import { failedTurn } from "./agent/failed-turn.ts";
import { refusedCall } from "./agent/refused-call.ts";
import { outboundText } from "./agent/reply.ts";
import {
  accepted,
  type Proposed,
  sortToolUses,
  toolResults,
  whatBecame,
} from "./agent/tool-uses.ts";
import { personRef } from "./model/person-ref.ts";
import type { Listener } from "./model/streamed.ts";
import { callModel, type ModelBlock } from "./model.ts";
import type {
  CallSettlement,
  Outcome,
  ReplyContext,
  StepAnswer,
  StepRequest,
  TurnOf,
} from "./worker/turn.ts";

/** Model calls in one turn; in the last one only text may come. */
export const MODEL_CALLS_MAX = 4;
/** One call, from connecting to the last byte. */
export const CALL_MS_MAX = 40_000;
/** A whole turn: short enough for a drain that stops claiming at 60 s of an isolate's 150 s. */
export const TURN_MS_MAX = 80_000;

/** The one thing a turn needs from the database between two model calls (`worker.step`). */
export interface TurnPort {
  step(request: StepRequest): Promise<StepAnswer>;
}

export interface TurnOptions {
  /** Ends the turn early, for example when its lease is lost. */
  signal?: AbortSignal;
  /** In place of the network, for tests. */
  fetch?: typeof fetch;
  /** Instead of `CALL_MS_MAX`. */
  callMsMax?: number;
  /** Reads the answer while it is written. */
  reader?: Reader;
}

/** Who reads along: told of each call's text, of which the last one's is the answer. */
export interface Reader extends Listener {
  /** A call begins; what an earlier one said was said beside its tools. */
  begins(): void;
}

/**
 * One turn of an agent that answers a person: the model reads and proposes, Postgres checks, the
 * model hears the answer, and its last words become the reply. The outcome holds every accepted
 * proposal and the reply, or no action at all. Of a text that nobody asked for and that was dropped
 * the reply is not said: Postgres sees to that.
 *
 * Whoever reads along may stop it: what was written by then is the reply; nothing, if it was nothing.
 *
 * Before each call there must be leave for it: one that a budget or the model's breaker refuses puts
 * the turn off, and a text that has spent its own budget is answered in plain words.
 *
 * Throws only what `port.step` throws; the model's failures are outcomes.
 */
export async function runReplyTurn(
  turn: TurnOf<ReplyContext>,
  agent: Agent,
  port: TurnPort,
  options: TurnOptions = {},
): Promise<Outcome> {
  const { context } = turn;
  const started = performance.now();
  const messages = modelMessages(context.messages);
  const approved: Outcome["actions"] = [];
  const counts = { model_calls: 0, reads: 0, proposals_accepted: 0, proposals_refused: 0 };
  const proposed: Proposed[] = [];
  const prompt = agent.promptOf(context.instance.prompt_version);
  let ticket = context.call;
  let asideText = "";

  while (true) {
    const { refused } = ticket;
    if (refused === "message_budget") {
      const { actions, result } = plainEnding(agent, context);
      return done(actions, null, { ...counts, proposed, ...result });
    }
    if (refused !== null) return refusedCall({ ...ticket, refused }, counts);

    if (options.reader?.stop.aborted) return stopped(approved, null, { ...counts, proposed });
    const last = counts.model_calls === MODEL_CALLS_MAX - 1;
    const turnMsLeft = TURN_MS_MAX - (performance.now() - started);
    options.reader?.begins();
    const answer = await callModel({
      model: context.instance.model,
      maxTokens: context.instance.max_tokens,
      effort: context.instance.effort,
      prompt,
      changing: turnData(context),
      messages,
      tools: agent.tools,
      textOnly: last,
      deadlineMs: Math.min(options.callMsMax ?? CALL_MS_MAX, turnMsLeft),
      userRef: personRef(turn.tenant_id, context.user.id),
      logContent: ticket.log_content,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      ...(options.reader === undefined ? {} : { listener: options.reader }),
    });
    counts.model_calls += 1;
    const call: CallSettlement = { id: ticket.id, ...answer.record };

    if (answer.outcome === "refusal") {
      const { actions, result } = plainEnding(agent, context);
      return done(actions, call, { ...counts, proposed, ...result });
    }
    if (answer.outcome !== "ok") return failedTurn(answer, call, counts, waitedSeconds(context));

    const sorted = sortToolUses(agent, answer.content);
    if (sorted.uses.length === 0) {
      // Some models write their reply beside a tool use and have no more to say afterwards.
      const aside = counts.proposals_refused === 0 ? asideText : "";
      const said = outboundText(answer.text) || aside;
      if (said === "" && options.reader?.stop.aborted) {
        return stopped(approved, call, { ...counts, proposed });
      }
      const { actions, result } = ending(agent, context, said, approved);
      return done(actions, call, { ...counts, proposed, ...result });
    }
    if (last) return tooManyCalls(call, counts);

    const { proposals, reads } = sorted;
    const step = await port.step({ lease: turn.lease, call, proposals, reads });
    const taken = accepted(sorted, step);
    for (const { type, input } of taken) approved.push({ type, input });
    proposed.push(...whatBecame(sorted, step));
    counts.reads += reads.length;
    counts.proposals_accepted += taken.length;
    counts.proposals_refused += sorted.uses.length - reads.length - taken.length;
    if (answer.text.trim() !== "") asideText = answer.text;
    messages.push({ role: "assistant", content: handedBack(answer.content) });
    messages.push(toolResults(sorted, step));
    ticket = step.call;
  }
}

/** The API refuses empty text, even its own; everything else goes back exactly as it came. */
function handedBack(content: ModelBlock[]): ModelBlock[] {
  return content.filter((block) => block.type !== "text" || block.text.trim() !== "");
}

function done(
  actions: Outcome["actions"],
  call: CallSettlement | null,
  result: Record<string, unknown>,
): Outcome {
  return {
    outcome: "done",
    actions,
    call,
    result,
    error: null,
    snooze_seconds: null,
    reason: null,
  };
}

/** Its reader had read enough before there was anything to read. */
function stopped(
  actions: Outcome["actions"],
  call: CallSettlement | null,
  result: Record<string, unknown>,
): Outcome {
  return done(actions, call, { ...result, reply: "stopped" });
}

/** The last call allowed text alone; a server that sends a tool use all the same gets a retry. */
function tooManyCalls(call: CallSettlement, result: Record<string, unknown>): Outcome {
  const message = `no reply after ${MODEL_CALLS_MAX} model calls`;
  return {
    outcome: "retry",
    actions: [],
    call,
    result,
    error: { code: "too_many_calls", message },
    snooze_seconds: null,
    reason: null,
  };
}

/** How long the oldest text that this turn answers has been waiting. */
function waitedSeconds(context: ReplyContext): number {
  const oldest = context.messages.find((message) => message.fresh);
  const since = oldest === undefined ? Number.NaN : Date.parse(oldest.created_at);
  return Number.isNaN(since) ? 0 : Math.max(0, (Date.now() - since) / 1000);
}
