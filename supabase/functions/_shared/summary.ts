import type { z } from "zod";
import { parseAction } from "./actions.ts";
import { fenced } from "./agent/data.ts";
import { failedTurn } from "./agent/failed-turn.ts";
import { refusedCall } from "./agent/refused-call.ts";
import { CALL_MS_MAX, type TurnOptions } from "./agent.ts";
import { personRef } from "./model/person-ref.ts";
import { callModel, type ModelAnswer, type ModelFailure } from "./model.ts";
import type { Prompt } from "./prompt.ts";
import type { CallSettlement, Outcome, SummaryContext, TurnOf } from "./worker/turn.ts";

/** Longer than any text that a carrier joins. */
const MESSAGE_CHARACTERS_MAX = 2_000;

/** What makes a summary: words, the shape of the model's answer, and how it is written down. */
export interface Summariser<Notes> {
  promptOf: (version: string | null) => Prompt;
  notes: z.ZodType<Notes>;
  write: (notes: Notes) => string;
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

  const notes = summariser.notes.safeParse(jsonOrNull(answer.text));
  const action = notes.success
    ? parseAction("write_summary", {
        summary: summariser.write(notes.data),
        up_to_position: context.watermark,
      })
    : null;
  if (!action?.ok) {
    const misshapen = asSchemaFailure(answer);
    return failedTurn(misshapen, { id: context.call.id, ...misshapen.record }, result, 0);
  }
  return {
    outcome: "done",
    actions: [{ type: "write_summary", input: action.input }],
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

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Which no shape of notes accepts: the caller settles the call as `schema`.
  }
}

/** An answer that came well but does not have the shape it was asked for: its tokens still count. */
function asSchemaFailure(answer: ModelAnswer): ModelFailure {
  const error = "the notes do not have the shape that was asked for";
  return {
    outcome: "schema",
    record: { ...answer.record, outcome: "schema", error },
    retryAfterSeconds: null,
  };
}
