import { serveBell } from "../_shared/worker/serve.ts";
import { runHumansTurn } from "./outcome.ts";

export default {
  fetch: serveBell({
    functionName: "agent-of-humans",
    lanesMax: 4,
    lingerMs: 250,
    handle: (turn, _client, signal) => runHumansTurn(turn, { signal }),
  }),
};
