import type { CallTicket, Outcome } from "../worker/turn.ts";

/** The longest pause that Postgres grants (`private.delay_task`); then it is asked again. */
const PAUSE_SECONDS_MAX = 3_600;

/** A ticket that is no leave. */
export type RefusedTicket = CallTicket & { refused: NonNullable<CallTicket["refused"]> };

/**
 * The outcome of a turn that may not call the model: nothing is applied, and there is no call to
 * settle. What passes by itself is snoozed; work that has spent its own budget would ask in vain
 * for ever, and has failed. Replies do not come to that: they end in plain words before.
 */
export function refusedCall(ticket: RefusedTicket, result: Record<string, unknown>): Outcome {
  const code = ticket.refused === "breaker_open" ? "model_breaker" : "model_budget";
  const ended = {
    actions: [],
    call: null,
    result,
    error: { code, message: `no model call: ${ticket.refused}` },
  };
  if (ticket.refused === "message_budget") {
    return { ...ended, outcome: "failed", snooze_seconds: null, reason: null };
  }
  // Spread, so that not all of a tenant's people are asked for again in the same second.
  const pause = Math.ceil((ticket.retry_after_seconds ?? 60) * (1 + Math.random() / 4));
  return {
    ...ended,
    outcome: "snooze",
    snooze_seconds: Math.min(pause, PAUSE_SECONDS_MAX),
    reason: code,
  };
}
