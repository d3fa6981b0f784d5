import { serveBell } from "../_shared/worker/serve.ts";
import { runAnalysisTurn } from "./outcome.ts";

export default {
  fetch: serveBell({
    functionName: "conversation-analysis",
    lanesMax: 4,
    lingerMs: 250,
    handle: (turn, _client, signal) => runAnalysisTurn(turn, { signal }),
  }),
};
