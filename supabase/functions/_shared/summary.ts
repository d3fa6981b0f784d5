import type { z } from "zod";
import { parseAction } from "./actions.ts";
import { fenced } from "./agent/data.ts";
import { failedTurn } from "./agent/failed-turn.ts";
import { refusedCall } from "./agent/refused-call.ts";
import { CALL_MS_MAX, type TurnOptions } from "./agent.ts";
import { personRef } from "./model/person-ref.ts";
import { misshapen, shapedAnswer } from "./model/shaped-answer.ts";
import { callModel } from "./model.ts";
import type { Prompt } from "./prompt.ts";
import type { CallSettlement, Outcome, SummaryContext, TurnOf } from "./worker/turn.ts";

/** Longer than any text that a carrier joins. */
const MESSAGE_CHARACTERS_MAX = 2_000;

/** What makes a summary: words, the shape of the model's answer, and how it is written down. */
export interface Summariser<Notes> {
  promptOf: (version: string | null) => Prompt;
  notes: z.ZodType<Notes>;
  /** `old`: the summary that it replaces. */
  write: (notes: Notes, old: string | null) => string;
}

/**
 * One turn that summarises a conversation: the old summary and the messages after it go in, one
 * `write_summary` action comes out. On any failure there is no action, so the old summary stays.
 */
export async function runSummaryTurn<Notes>(
  turn: TurnOf<SummaryContext>,
  summariser: Summariser<Notes>,
  options: TurnOptions = {},
): Promise<Outcome> {
  const { context } = turn;
  const { refused } = context.call;
  if (refused !== null) return refusedCall({ ...context.call, refused }, { model_calls: 0 });
  // A task that is played again, and finds nothing that is not in the summary: that one stays.
  if (context.messages.length === 0) return done([], null, { model_calls: 0, messages: 0 });
  const result = { model_calls: 1, messages: context.messages.length };
  const answer = await callModel({
    model: context.instance.model,
    maxTokens: context.instance.max_tokens,
    effort: context.instance.effort,
    prompt: summariser.promptOf(context.instance.prompt_version),
    changing: "",
    messages: [{ role: "user", content: material(context) }],
    tools: [],
    output: summariser.notes,
    deadlineMs: options.callMsMax ?? CALL_MS_MAX,
    userRef: personRef(turn.tenant_id, context.user.id),
    logContent: context.call.log_content,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
  const call: CallSettlement = { id: context.call.id, ...answer.record };
  if (answer.outcome !== "ok") return failedTurn(answer, call, result, 0);

  const notes = shapedAnswer(answer, summariser.notes);
  const action = notes.ok
    ? parseAction("write_summary", {
        summary: summariser.write(notes.value, context.conversation.summary),
        up_to_position: context.watermark,
      })
    : null;
  if (!action?.ok) {
    const failure = misshapen(answer);
    return failedTurn(failure, { id: context.call.id, ...failure.record }, result, 0);
  }
  return done([{ type: "write_summary", input: action.input }], call, result);
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

function material(context: SummaryContext): string {
  return fenced({
    summary: context.conversation.summary,
    messages: context.messages.map((message) => ({
      at: message.created_at,
      from: message.role === "user" ? "member" : "us",
      text: message.content.slice(0, MESSAGE_CHARACTERS_MAX),
    })),
  });
}
