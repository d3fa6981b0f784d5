import { z } from "zod";
import {
  ANSWER_SUMMARY_CHARACTERS_MAX,
  EXPERTISE_CHARACTERS_MAX,
  EXPERTISE_MAX,
  IMPACT_CHARACTERS_MAX,
  LOOP_CHARACTERS_MAX,
  OUTCOMES,
  SUMMARY_CHARACTERS_MAX,
} from "../_shared/actions/community.ts";
import { acted } from "../_shared/agent/acted.ts";
import { askForShape } from "../_shared/agent/ask-for-shape.ts";
import { failedTurn } from "../_shared/agent/failed-turn.ts";
import { refusedCall } from "../_shared/agent/refused-call.ts";
import { cutAtSentence, outboundText } from "../_shared/agent/reply.ts";
import type { TurnOptions } from "../_shared/agent.ts";
import { Fault } from "../_shared/errors.ts";
import { definePrompts } from "../_shared/prompt.ts";
import { oneLine } from "../_shared/text/one-line.ts";
import type {
  AnswerContext,
  LoopContext,
  Outcome,
  RequestContext,
  Turn,
} from "../_shared/worker/turn.ts";
import { answerPrompts, loopPrompts, requestPrompts } from "./prompt.ts";

const USEFULNESS_MAX = 10;

const need = z.strictObject({
  summary: z.string(),
  category: z.string(),
  expertise: z.array(z.string()),
  outcome: z.enum(OUTCOMES),
});
const judgement = z.strictObject({
  on_topic: z.boolean(),
  usefulness: z.number(),
  summary: z.string(),
});
const loop = z.strictObject({
  message: z.string(),
  impacts: z.array(z.strictObject({ handle: z.string(), impact: z.string() })),
});

export const requestPromptOf = definePrompts(requestPrompts);
export const answerPromptOf = definePrompts(answerPrompts);
export const loopPromptOf = definePrompts(loopPrompts);

/** One turn of the Agent of Humans, by what its task is. */
export async function runHumansTurn(turn: Turn, options: TurnOptions = {}): Promise<Outcome> {
  const { context } = turn;
  switch (context.kind) {
    case "request":
      return await chooseExperts(turn, context, options);
    case "answer":
      return await judgeAnswer(turn, context, options);
    case "loop":
      return await closeLoop(turn, context, options);
    default:
      throw new Fault("internal", { detail: `given a ${context.kind} turn` });
  }
}

/**
 * What the question needs goes in; whom it is put to, Postgres chooses. When the model fails, by the
 * words of the question alone: it is better asked a little wide than not at all.
 */
async function chooseExperts(
  turn: Turn,
  context: RequestContext,
  options: TurnOptions,
): Promise<Outcome> {
  const { instance, call: ticket } = context;
  const chosen = (input: Record<string, unknown>, call: Outcome["call"]) =>
    acted("choose_experts", input, call, { model: input.model });
  if (instance === undefined || ticket === undefined) return chosen({ model: "not_asked" }, null);
  if (ticket.refused !== null) return chosen({ model: "failed" }, null);
  const question = {
    instance,
    ticket,
    promptOf: requestPromptOf,
    data: context.request,
    shape: need,
  };
  const asked = await askForShape(turn, context.user.id, question, options);
  if (asked.ok) return chosen({ model: "answered", ...needWithin(asked.value) }, asked.call);
  if (options.signal?.aborted) return failedTurn(asked.failure, asked.call, {}, 0);
  return chosen({ model: "failed" }, asked.call);
}

/** What a model says of a question, within its bounds; what is empty is left out. */
export function needWithin(said: z.infer<typeof need>): Record<string, unknown> {
  const summary = cutAtSentence(oneLine(said.summary), SUMMARY_CHARACTERS_MAX);
  const category = oneLine(said.category).slice(0, EXPERTISE_CHARACTERS_MAX).trim();
  const expertise = said.expertise
    .map((topic) => oneLine(topic).slice(0, EXPERTISE_CHARACTERS_MAX).trim())
    .filter((topic) => topic !== "")
    .slice(0, EXPERTISE_MAX);
  return {
    outcome: said.outcome,
    expertise,
    ...(summary === "" ? {} : { summary }),
    ...(category === "" ? {} : { category }),
  };
}

/** Money may hang on it, so nothing is judged without a model: it waits for one. */
async function judgeAnswer(
  turn: Turn,
  context: AnswerContext,
  options: TurnOptions,
): Promise<Outcome> {
  const { instance, call: ticket, question, context: about, answer } = context;
  if (instance === undefined || ticket === undefined) {
    throw new Fault("internal", { detail: "an answer came without leave for a call" });
  }
  const { refused } = ticket;
  if (refused !== null) return refusedCall({ ...ticket, refused }, {});
  const data = { question, context: about, answer };
  const asked = await askForShape(
    turn,
    context.user.id,
    { instance, ticket, promptOf: answerPromptOf, data, shape: judgement },
    options,
  );
  if (!asked.ok) return failedTurn(asked.failure, asked.call, {}, 0);
  const summary = outboundText(asked.value.summary, ANSWER_SUMMARY_CHARACTERS_MAX);
  const input = {
    on_topic: asked.value.on_topic,
    usefulness: scoreWithin(asked.value.usefulness),
    summary: summary === "" ? "They have answered." : summary,
  };
  return acted("judge_answer", input, asked.call, { on_topic: input.on_topic });
}

/** Whole, 0 to 10, whatever was said. */
export function scoreWithin(usefulness: number): number {
  return Math.min(USEFULNESS_MAX, Math.max(0, Math.round(usefulness)));
}

/** Who asked is told even when no model has words: Postgres has plain ones. */
async function closeLoop(turn: Turn, context: LoopContext, options: TurnOptions): Promise<Outcome> {
  const { instance, call: ticket, question, answers } = context;
  const closed = (input: Record<string, unknown>, call: Outcome["call"]) =>
    acted("close_loop", { impacts: [], ...input }, call, {
      model: input.model,
      answers: answers.length,
    });
  if (instance === undefined || ticket === undefined) return closed({ model: "not_asked" }, null);
  if (ticket.refused !== null) return closed({ model: "failed" }, null);
  const asked = await askForShape(
    turn,
    context.user.id,
    { instance, ticket, promptOf: loopPromptOf, data: { question, answers }, shape: loop },
    options,
  );
  if (asked.ok)
    return closed({ model: "answered", ...loopWithin(asked.value, answers) }, asked.call);
  if (options.signal?.aborted) return failedTurn(asked.failure, asked.call, {}, 0);
  return closed({ model: "failed" }, asked.call);
}

/** What a model says of a question that is over, within its bounds: of handles there are, once each. */
export function loopWithin(said: z.infer<typeof loop>, answers: LoopContext["answers"]) {
  const message = outboundText(said.message, LOOP_CHARACTERS_MAX);
  const impacts = new Map<string, string>();
  for (const { handle, impact } of said.impacts) {
    const words = cutAtSentence(oneLine(impact), IMPACT_CHARACTERS_MAX);
    const known = answers.some((answer) => answer.handle === handle);
    if (known && words !== "" && !impacts.has(handle)) impacts.set(handle, words);
  }
  return {
    ...(message === "" ? {} : { message }),
    impacts: [...impacts].map(([handle, impact]) => ({ handle, impact })),
  };
}
