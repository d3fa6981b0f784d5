import type { z } from "zod";
import { CALL_MS_MAX, type TurnOptions } from "../agent.ts";
import { personRef } from "../model/person-ref.ts";
import { shapedAnswer } from "../model/shaped-answer.ts";
import { callModel, type ModelFailure } from "../model.ts";
import type { Prompt } from "../prompt.ts";
import type { CallSettlement, CallTicket, Turn } from "../worker/turn.ts";
import { fenced } from "./data.ts";

interface Instance {
  prompt_version: string | null;
  model: string;
  max_tokens: number;
  effort: "low" | "medium" | "high" | "xhigh" | "max" | null;
}

export interface Question<Shape> {
  instance: Instance;
  ticket: CallTicket;
  promptOf: (version: string | null) => Prompt;
  data: Record<string, unknown>;
  shape: z.ZodType<Shape>;
}

export type Asked<Shape> =
  | { ok: true; value: Shape; call: CallSettlement }
  | { ok: false; failure: ModelFailure; call: CallSettlement };

/** One call of the model for an agent that texts with nobody: data in, an answer in a shape out. */
export async function askForShape<Shape>(
  turn: Pick<Turn, "tenant_id">,
  userId: string | null,
  { instance, ticket, promptOf, data, shape }: Question<Shape>,
  options: TurnOptions,
): Promise<Asked<Shape>> {
  const answer = await callModel({
    model: instance.model,
    maxTokens: instance.max_tokens,
    effort: instance.effort,
    prompt: promptOf(instance.prompt_version),
    changing: "",
    messages: [{ role: "user", content: fenced(data) }],
    tools: [],
    output: shape,
    deadlineMs: options.callMsMax ?? CALL_MS_MAX,
    userRef: personRef(turn.tenant_id, userId ?? turn.tenant_id),
    logContent: ticket.log_content,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
  if (answer.outcome !== "ok") return failed(answer, ticket);
  const said = shapedAnswer(answer, shape);
  if (!said.ok) return failed(said.failure, ticket);
  return { ok: true, value: said.value, call: { id: ticket.id, ...answer.record } };
}

function failed(failure: ModelFailure, ticket: CallTicket) {
  return { ok: false as const, failure, call: { id: ticket.id, ...failure.record } };
}
