import { Fault } from "../_shared/errors.ts";
import { serveBell } from "../_shared/worker/serve.ts";
import { runRankingTurn } from "./outcome.ts";

export default {
  fetch: serveBell({
    functionName: "account-manager",
    lanesMax: 4,
    lingerMs: 250,
    handle: async (turn, _client, signal) => {
      const { context } = turn;
      if (context.kind !== "ranking") {
        throw new Fault("internal", { detail: `given a ${context.kind} turn` });
      }
      return await runRankingTurn({ ...turn, context }, { signal });
    },
  }),
};
