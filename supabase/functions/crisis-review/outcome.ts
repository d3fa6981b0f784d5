import { z } from "zod";
import { CRISIS_SEVERITIES, CRISIS_WHY, WHY_MAX } from "../_shared/actions/crisis.ts";
import { acted } from "../_shared/agent/acted.ts";
import { askForShape } from "../_shared/agent/ask-for-shape.ts";
import { failedTurn } from "../_shared/agent/failed-turn.ts";
import { refusedCall } from "../_shared/agent/refused-call.ts";
import type { TurnOptions } from "../_shared/agent.ts";
import { Fault } from "../_shared/errors.ts";
import { definePrompts } from "../_shared/prompt.ts";
import type { CrisisContext, Outcome, Turn } from "../_shared/worker/turn.ts";
import { prompts } from "./prompt.ts";

/** Longer than any text that a carrier joins. */
const MESSAGE_CHARACTERS_MAX = 2_000;

const judgement = z.strictObject({
  severity: z.enum(CRISIS_SEVERITIES),
  follow_up: z.boolean(),
  why: z.array(z.enum(CRISIS_WHY)),
});

const promptOf = definePrompts(prompts);

/**
 * One look at a text that raised concern, with what was said around it. What the screen found stands
 * whatever comes of it: a model that fails, or may not be asked, is waited for.
 */
export async function runReviewTurn(turn: Turn, options: TurnOptions = {}): Promise<Outcome> {
  const { context } = turn;
  if (context.kind !== "crisis") {
    throw new Fault("internal", { detail: `given a ${context.kind} turn` });
  }
  const { instance, call: ticket } = context;
  const { refused } = ticket;
  if (refused !== null) return refusedCall({ ...ticket, refused }, {});
  const asked = await askForShape(
    turn,
    context.user.id,
    // Not even a tenant that keeps what is said to models keeps this: operators read that log.
    {
      instance,
      ticket: { ...ticket, log_content: false },
      promptOf,
      data: material(context),
      shape: judgement,
    },
    options,
  );
  if (!asked.ok) return failedTurn(asked.failure, asked.call, {}, 0);
  const { severity, follow_up, why } = asked.value;
  const codes = [...new Set(why)].slice(0, WHY_MAX);
  const input = { severity, follow_up, why: codes.length === 0 ? ["unclear"] : codes };
  return acted("judge_crisis", input, asked.call, {});
}

function material(context: CrisisContext): Record<string, unknown> {
  const { kind, about, severity } = context.found;
  return {
    found: { kind, about, severity },
    messages: context.messages.map((message) => ({
      at: message.created_at,
      from: message.role === "user" ? "person" : "us",
      text: message.content.slice(0, MESSAGE_CHARACTERS_MAX).toWellFormed(),
      in_question: message.position === context.position,
    })),
  };
}
