import { Fault } from "../_shared/errors.ts";
import { serveBell } from "../_shared/worker/serve.ts";
import type { Outcome } from "../_shared/worker/turn.ts";

/**
 * Takes one introduction a step further. It asks no model: who agrees, what is paid and who is told
 * follows from the state, and Postgres decides it as the turn ends (private.advance_intro).
 */
const step: Outcome = {
  outcome: "done",
  actions: [{ type: "advance_introduction", input: {} }],
  call: null,
  result: {},
  error: null,
  snooze_seconds: null,
  reason: null,
};

export default {
  fetch: serveBell({
    functionName: "intro-agent",
    lanesMax: 8,
    lingerMs: 250,
    handle: async ({ context }) => {
      if (context.kind !== "task") {
        throw new Fault("internal", { detail: `given a ${context.kind} turn` });
      }
      return step;
    },
  }),
};
