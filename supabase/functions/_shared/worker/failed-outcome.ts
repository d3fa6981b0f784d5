import type { Outcome } from "./turn.ts";

/** The end of a turn that could not be carried through, which is tried again and counted. */
export function failedOutcome(code: string, message: string): Outcome {
  return {
    outcome: "retry",
    actions: [],
    call: null,
    result: {},
    error: { code, message },
    snooze_seconds: null,
    reason: null,
  };
}
