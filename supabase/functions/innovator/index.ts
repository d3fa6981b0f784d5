import { handleReply } from "../_shared/handle-reply.ts";
import { serveBell } from "../_shared/worker/serve.ts";
import { innovator } from "./tools.ts";

export default {
  fetch: serveBell({
    functionName: "innovator",
    lanesMax: 8,
    lingerMs: 250,
    handle: handleReply(innovator),
  }),
};
