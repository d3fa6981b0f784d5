import { coach } from "../_shared/agent/coach.ts";
import { handleReply } from "../_shared/handle-reply.ts";
import { serveBell } from "../_shared/worker/serve.ts";

export default {
  fetch: serveBell({
    functionName: "coach",
    lanesMax: 8,
    lingerMs: 250,
    handle: handleReply(coach),
  }),
};
