import type { Outcome } from "../_shared/worker/turn.ts";

/** A turn that did what it was to do; `result`: counts and stable words. */
export function done(result: Outcome["result"]): Outcome {
  return {
    outcome: "done",
    actions: [],
    call: null,
    result,
    error: null,
    snooze_seconds: null,
    reason: null,
  };
}

/** A turn that goes on later, because somebody else could not: `reason` is a stable word. */
export function later(reason: string, seconds: number): Outcome {
  return {
    ...done({}),
    outcome: "snooze",
    error: { code: reason, message: "it is tried again later" },
    snooze_seconds: Math.ceil(seconds),
    reason,
  };
}
