import { z } from "zod";
import { CANDIDATES_MAX, WHY_CHARACTERS_MAX } from "../_shared/actions/ranking.ts";
import { parseAction } from "../_shared/actions.ts";
import { fenced } from "../_shared/agent/data.ts";
import { failedTurn } from "../_shared/agent/failed-turn.ts";
import { cutAtSentence } from "../_shared/agent/reply.ts";
import { CALL_MS_MAX, type TurnOptions } from "../_shared/agent.ts";
import { personRef } from "../_shared/model/person-ref.ts";
import { misshapen, shapedAnswer } from "../_shared/model/shaped-answer.ts";
import { callModel, type ModelAnswer, type ModelFailure } from "../_shared/model.ts";
import { definePrompts } from "../_shared/prompt.ts";
import { oneLine } from "../_shared/text/one-line.ts";
import type { CallSettlement, Outcome, RankingContext, TurnOf } from "../_shared/worker/turn.ts";
import { prompts } from "./prompt.ts";

/** Of any one thing that a candidate says about itself. */
const WORDS_CHARACTERS_MAX = 300;
const RELEVANCE_MAX = 10;

const judgement = z.strictObject({
  relevances: z.array(z.strictObject({ handle: z.string(), relevance: z.number() })),
  tell: z.string().nullable(),
  why: z.string().nullable(),
});

export type Judgement = z.infer<typeof judgement>;

export const promptOf = definePrompts(prompts);

/**
 * One turn of the Account Manager: the candidates go in, one `rank_priorities` comes out. What the
 * model has to say is one component of a score; when there is nothing to ask it, or it fails, the
 * ranking is made without it. Only a turn that was ended from outside is left to be run again.
 */
export async function runRankingTurn(
  turn: TurnOf<RankingContext>,
  options: TurnOptions = {},
): Promise<Outcome> {
  const { context } = turn;
  const { instance, call: ticket } = context;
  const result = { model_calls: 0, candidates: context.candidates.length };
  if (instance === undefined || ticket === undefined) {
    return ranked(withoutModel(context, "not_asked"), null, result);
  }
  // No leave for a call: what is known is ranked by what is known, and asked about next time.
  if (ticket.refused !== null) {
    return ranked(withoutModel(context, "failed"), null, { ...result, refused: ticket.refused });
  }

  const answer = await callModel({
    model: instance.model,
    maxTokens: instance.max_tokens,
    effort: instance.effort,
    prompt: promptOf(instance.prompt_version),
    changing: "",
    messages: [{ role: "user", content: material(context) }],
    tools: [],
    output: judgement,
    deadlineMs: options.callMsMax ?? CALL_MS_MAX,
    userRef: personRef(turn.tenant_id, context.user.id),
    logContent: ticket.log_content,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
  const judged = answer.outcome === "ok" ? judge(answer, context) : { failure: answer };
  const counts = { ...result, model_calls: 1 };
  if ("input" in judged) {
    return ranked(judged.input, { id: ticket.id, ...answer.record }, counts);
  }
  const call = { id: ticket.id, ...judged.failure.record };
  if (options.signal?.aborted) return failedTurn(judged.failure, call, counts, 0);
  return ranked(withoutModel(context, "failed"), call, counts);
}

function judge(
  answer: ModelAnswer,
  context: RankingContext,
): { input: Record<string, unknown> } | { failure: ModelFailure } {
  const said = shapedAnswer(answer, judgement);
  if (!said.ok) return said;
  const action = parseAction("rank_priorities", {
    ...within(said.value, context),
    model: "answered",
    seen: context.seen,
  });
  return action.ok ? { input: action.input } : { failure: misshapen(answer) };
}

/**
 * A judgement within its bounds: of handles that exist, each once, between 0 and 10; a reason that
 * fits. Whoever names a candidate that does not exist has chosen none.
 */
export function within(said: Judgement, { candidates }: Pick<RankingContext, "candidates">) {
  const handles = new Set(candidates.map((one) => one.handle));
  const relevances = new Map<string, number>();
  for (const { handle, relevance } of said.relevances) {
    if (!handles.has(handle) || relevances.has(handle)) continue;
    relevances.set(handle, Math.min(RELEVANCE_MAX, Math.max(0, relevance)));
  }
  const why = cutAtSentence(oneLine(said.why ?? ""), WHY_CHARACTERS_MAX);
  const tells = said.tell !== null && handles.has(said.tell) && why !== "";
  return {
    relevances: [...relevances]
      .slice(0, CANDIDATES_MAX)
      .map(([handle, relevance]) => ({ handle, relevance })),
    tell: tells ? said.tell : null,
    why: tells ? why : null,
  };
}

function withoutModel(context: RankingContext, model: "failed" | "not_asked") {
  return { relevances: [], tell: null, why: null, model, seen: context.seen };
}

function ranked(
  input: Record<string, unknown>,
  call: CallSettlement | null,
  result: Record<string, unknown>,
): Outcome {
  return {
    outcome: "done",
    actions: [{ type: "rank_priorities", input }],
    call,
    result: { ...result, model: input.model },
    error: null,
    snooze_seconds: null,
    reason: null,
  };
}

/** What the model is given: one fenced message. */
export function material(context: RankingContext): string {
  return fenced({
    profile: context.profile,
    summary: context.summary,
    candidates: context.candidates.map(({ handle, item_type, about, score }) => ({
      handle,
      item_type,
      about: Object.fromEntries(
        Object.entries(about).map(([key, value]) => [
          key,
          typeof value === "string" ? value.slice(0, WORDS_CHARACTERS_MAX).toWellFormed() : value,
        ]),
      ),
      score,
    })),
    refused_before: context.refusal,
  });
}
