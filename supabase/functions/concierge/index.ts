import { handleReply } from "../_shared/handle-reply.ts";
import { serveBell } from "../_shared/worker/serve.ts";
import { concierge } from "./tools.ts";

export default {
  fetch: serveBell({
    functionName: "concierge",
    lanesMax: 8,
    lingerMs: 250,
    handle: handleReply(concierge),
  }),
};
