import { Fault } from "../_shared/errors.ts";
import { serveBell } from "../_shared/worker/serve.ts";
import { adoptMatch, runMatchingTurn } from "./outcome.ts";

export default {
  fetch: serveBell({
    functionName: "social-butterfly",
    lanesMax: 4,
    lingerMs: 250,
    handle: async (turn, client, signal) => {
      const { context } = turn;
      if (context.kind === "task") return adoptMatch;
      if (context.kind !== "matching") {
        throw new Fault("internal", { detail: `given a ${context.kind} turn` });
      }
      return await runMatchingTurn({ ...turn, context }, client, signal);
    },
  }),
};
