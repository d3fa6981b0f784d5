import { z } from "zod";
import { QUOTE_CHARACTERS_MAX } from "../_shared/actions/coaching.ts";
import { acted } from "../_shared/agent/acted.ts";
import { askForShape } from "../_shared/agent/ask-for-shape.ts";
import { failedTurn } from "../_shared/agent/failed-turn.ts";
import { refusedCall } from "../_shared/agent/refused-call.ts";
import type { TurnOptions } from "../_shared/agent.ts";
import { Fault } from "../_shared/errors.ts";
import { definePrompts } from "../_shared/prompt.ts";
import type { AnalysisContext, Outcome, Turn } from "../_shared/worker/turn.ts";
import { prompts } from "./prompt.ts";

const answer = z.strictObject({
  answer: z.enum(["yes", "no"]),
  message: z.string(),
  quote: z.string(),
});
type Answer = z.infer<typeof answer>;

/** An answer to each question: one that is left out, or of no question, has not the shape. */
function judgementOf(items: AnalysisContext["items"]) {
  const answers = Object.fromEntries(items.map(({ item }) => [item, answer]));
  return z.strictObject({ answers: z.strictObject(answers) });
}

export const analysisPromptOf = definePrompts(prompts);

/**
 * One analysis: twenty-five messages and fourteen questions go in, as many answers come out, each yes
 * with its quote; Postgres looks for the quotes and adds up. Nothing is judged without a model: it
 * waits for one, and what is no answer to each question is a failed try.
 */
export async function runAnalysisTurn(turn: Turn, options: TurnOptions = {}): Promise<Outcome> {
  const { context } = turn;
  if (context.kind !== "analysis") {
    throw new Fault("internal", { detail: `given a ${context.kind} turn` });
  }
  const { instance, call: ticket, items, messages } = context;
  if (messages.length === 0 || instance === undefined || ticket === undefined) {
    return nothingToAnalyse();
  }
  const { refused } = ticket;
  if (refused !== null) return refusedCall({ ...ticket, refused }, {});
  const asked = await askForShape(
    turn,
    context.user.id,
    {
      instance,
      ticket,
      promptOf: analysisPromptOf,
      data: { items, messages },
      shape: judgementOf(items),
    },
    options,
  );
  if (!asked.ok) return failedTurn(asked.failure, asked.call, {}, 0);
  const answers = answersOf(asked.value.answers, context);
  const claimed = Object.values(answers).filter((one) => one !== null).length;
  return acted("score_conversation", { answers }, asked.call, { claimed });
}

/** Each answer as Postgres takes it: a yes about nothing that was shown is a no. */
function answersOf(answers: Record<string, Answer>, { messages }: AnalysisContext) {
  const shown = new Set(messages.filter(({ text }) => text !== null).map(({ handle }) => handle));
  return Object.fromEntries(
    Object.entries(answers).map(([item, { answer, message, quote }]) => {
      const isQuoted = quote.length > 0 && quote.length <= QUOTE_CHARACTERS_MAX;
      const isYes = answer === "yes" && isQuoted && shown.has(message);
      return [item, isYes ? { message, quote } : null];
    }),
  );
}

function nothingToAnalyse(): Outcome {
  return {
    outcome: "done",
    actions: [],
    call: null,
    result: { claimed: 0 },
    error: null,
    snooze_seconds: null,
    reason: null,
  };
}
