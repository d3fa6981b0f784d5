import { assistant } from "../_shared/agent/assistant.ts";
import { handleReply } from "../_shared/handle-reply.ts";
import { serveBell } from "../_shared/worker/serve.ts";

export default {
  fetch: serveBell({
    functionName: "assistant",
    lanesMax: 8,
    lingerMs: 250,
    handle: handleReply(assistant),
  }),
};
