import { Fault } from "../_shared/errors.ts";
import { runSummaryTurn } from "../_shared/summary.ts";
import { serveBell } from "../_shared/worker/serve.ts";
import { summariser } from "./outcome.ts";

export default {
  fetch: serveBell({
    functionName: "conversation-summary",
    lanesMax: 4,
    lingerMs: 250,
    handle: async (turn, _client, signal) => {
      const { context } = turn;
      if (context.kind !== "summary") {
        throw new Fault("internal", { detail: `given a ${context.kind} turn` });
      }
      return await runSummaryTurn({ ...turn, context }, summariser, { signal });
    },
  }),
};
