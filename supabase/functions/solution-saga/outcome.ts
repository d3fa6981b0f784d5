import { z } from "zod";
import {
  REASON_CHARACTERS_MAX,
  RECOMMENDATION_CHARACTERS_MAX,
} from "../_shared/actions/solutions.ts";
import { acted } from "../_shared/agent/acted.ts";
import { askForShape } from "../_shared/agent/ask-for-shape.ts";
import { failedTurn } from "../_shared/agent/failed-turn.ts";
import { refusedCall } from "../_shared/agent/refused-call.ts";
import { cutAtSentence, outboundText } from "../_shared/agent/reply.ts";
import type { TurnOptions } from "../_shared/agent.ts";
import { definePrompts } from "../_shared/prompt.ts";
import { oneLine } from "../_shared/text/one-line.ts";
import type { Outcome, SolutionContext, TurnOf } from "../_shared/worker/turn.ts";
import { evaluatePrompts } from "./prompt.ts";
import { type ResearchPorts, research, type SearchPort } from "./research.ts";

const judgement = z.strictObject({
  good_enough: z.boolean(),
  recommendation: z.string(),
  picks: z.array(z.string()),
  why: z.string(),
});

export const evaluatePromptOf = definePrompts(evaluatePrompts);

export type SolutionTurn = TurnOf<SolutionContext>;

/**
 * One step of research. What it finds goes in; what becomes of it, and which step is next, is
 * Postgres's. A step that is over already changes nothing.
 */
export async function runSolutionTurn(
  turn: SolutionTurn,
  port: SearchPort,
  options: TurnOptions & ResearchPorts = {},
): Promise<Outcome> {
  const { step } = turn.context;
  switch (step) {
    case "over":
      return nothingDone({ step });
    case "research":
      return await research(turn, port, options);
    case "evaluate":
      return await evaluate(turn, options);
    default:
      return acted("take_step", { step }, null, { step });
  }
}

function nothingDone(result: Record<string, unknown>): Outcome {
  const nothing = { call: null, error: null, snooze_seconds: null, reason: null };
  return { outcome: "done", actions: [], result, ...nothing };
}

/** A model that fails is asked again, until Postgres gives the step up and goes on without it. */
async function evaluate(turn: SolutionTurn, options: TurnOptions): Promise<Outcome> {
  const { context } = turn;
  const { instance, call: ticket, step } = context;
  if (instance === undefined || ticket === undefined) {
    return acted("take_step", { step }, null, { step, model: "not_asked" });
  }
  const { refused } = ticket;
  if (refused !== null) return refusedCall({ ...ticket, refused }, { step });
  const { need, category, research: found = null, innovators, answers } = context;
  const data = { need, category, research: found, innovators, answers };
  const asked = await askForShape(
    turn,
    context.user.id,
    { instance, ticket, promptOf: evaluatePromptOf, data, shape: judgement },
    options,
  );
  if (!asked.ok) return failedTurn(asked.failure, asked.call, { step }, 0);
  const within = judgementWithin(asked.value, context);
  return acted("take_step", { step, judgement: within }, asked.call, {
    step,
    good_enough: within.good_enough,
  });
}

/** A judgement within its bounds: of handles that exist, in words that fit. */
export function judgementWithin(
  said: z.infer<typeof judgement>,
  { innovators, answers }: Pick<SolutionContext, "innovators" | "answers">,
) {
  const handles = new Set([...innovators, ...answers].map((one) => one.handle));
  const recommendation = outboundText(said.recommendation, RECOMMENDATION_CHARACTERS_MAX);
  const why = cutAtSentence(oneLine(said.why), REASON_CHARACTERS_MAX);
  return {
    // Without words there is nothing to act on.
    good_enough: said.good_enough && recommendation !== "",
    recommendation: recommendation === "" ? "Nothing that fits was found." : recommendation,
    picks: [...new Set(said.picks)].filter((handle) => handles.has(handle)),
    why: why === "" ? "no reason was given" : why,
  };
}
