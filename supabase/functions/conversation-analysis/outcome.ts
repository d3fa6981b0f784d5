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

const judgement = z.strictObject({
  answers: z.array(
    z.strictObject({
      item: z.string(),
      answer: z.enum(["yes", "no"]),
      message: z.string(),
      quote: z.string(),
    }),
  ),
});
type Answer = z.infer<typeof judgement>["answers"][number];

export const analysisPromptOf = definePrompts(prompts);

/**
 * One analysis: twenty-five texts and fourteen questions go in, the yeses with their quotes come out;
 * Postgres looks for the quotes and adds up. Nothing is judged without a model: it waits for one.
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
    { instance, ticket, promptOf: analysisPromptOf, data: { items, messages }, shape: judgement },
    options,
  );
  if (!asked.ok) return failedTurn(asked.failure, asked.call, {}, 0);
  const answers = yesesOf(asked.value.answers, context);
  return acted("score_conversation", { answers }, asked.call, { claimed: answers.length });
}

/** The first yes to each question that was asked, about a text that was shown. */
function yesesOf(answers: Answer[], { items, messages }: AnalysisContext) {
  const shown = new Set(messages.filter(({ text }) => text !== null).map(({ handle }) => handle));
  return items.flatMap(({ item }) => {
    const yes = answers.find((one) => {
      const isQuoted = one.quote.length > 0 && one.quote.length <= QUOTE_CHARACTERS_MAX;
      return one.item === item && one.answer === "yes" && shown.has(one.message) && isQuoted;
    });
    return yes === undefined ? [] : [{ item, message: yes.message, quote: yes.quote }];
  });
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
