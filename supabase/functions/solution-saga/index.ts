import { Fault } from "../_shared/errors.ts";
import { searchOf, stepOf } from "../_shared/handle-reply.ts";
import { serveBell } from "../_shared/worker/serve.ts";
import { runSolutionTurn } from "./outcome.ts";

export default {
  fetch: serveBell({
    functionName: "solution-saga",
    lanesMax: 2,
    lingerMs: 250,
    handle: async (turn, client, signal) => {
      const { context } = turn;
      if (context.kind !== "solution") {
        throw new Fault("internal", { detail: `given a ${context.kind} turn` });
      }
      return await runSolutionTurn(
        { ...turn, context },
        { ...stepOf(client), startSearch: searchOf(client) },
        {
          signal,
        },
      );
    },
  }),
};
