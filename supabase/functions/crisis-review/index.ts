import { serveBell } from "../_shared/worker/serve.ts";
import { runReviewTurn } from "./outcome.ts";

export default {
  fetch: serveBell({
    functionName: "crisis-review",
    lanesMax: 4,
    lingerMs: 250,
    handle: (turn, _client, signal) => runReviewTurn(turn, { signal }),
  }),
};
