import { RETRY_AFTER_SECONDS_MAX } from "../model/retry-after.ts";
import type { ModelFailure } from "../model.ts";
import type { CallSettlement, Outcome } from "../worker/turn.ts";

/** What passes by itself, and how long to leave it alone at first. */
const SNOOZE_SECONDS: Partial<Record<ModelFailure["outcome"], number>> = {
  timeout: 10,
  network: 10,
  provider: 15,
  rate_limit: 20,
  config: 120,
};

/**
 * The outcome of a turn whose model call failed: nothing is applied. A failure that is not the
 * turn's own is snoozed and does not count as a try; since nothing counts them, the pause grows
 * with the time the work has waited, to at most `RETRY_AFTER_SECONDS_MAX`. What the model did wrong
 * (`schema`, `truncated`, `refusal`) is tried again, and counted.
 */
export function failedTurn(
  failure: ModelFailure,
  call: CallSettlement,
  result: Record<string, unknown>,
  waitedSeconds: number,
): Outcome {
  const code = `model_${failure.outcome}`;
  const first = SNOOZE_SECONDS[failure.outcome];
  const ended = {
    actions: [],
    call,
    result,
    error: { code, message: failure.record.error ?? failure.outcome },
  };
  if (first === undefined) {
    return { ...ended, outcome: "retry", snooze_seconds: null, reason: null };
  }
  const pause = Math.max(failure.retryAfterSeconds ?? first, waitedSeconds / 2);
  const spread = Math.ceil(pause * (1 + Math.random() / 4));
  return {
    ...ended,
    outcome: "snooze",
    snooze_seconds: Math.min(spread, RETRY_AFTER_SECONDS_MAX),
    reason: code,
  };
}
