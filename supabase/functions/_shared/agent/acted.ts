import type { CallSettlement, Outcome } from "../worker/turn.ts";

/** The outcome of a turn that ends with one action. */
export function acted(
  type: string,
  input: Record<string, unknown>,
  call: CallSettlement | null,
  result: Record<string, unknown>,
): Outcome {
  return {
    outcome: "done",
    actions: [{ type, input }],
    call,
    result,
    error: null,
    snooze_seconds: null,
    reason: null,
  };
}
