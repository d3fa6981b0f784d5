import { handleReply } from "../_shared/handle-reply.ts";
import { serveBell } from "../_shared/worker/serve.ts";
import { bouncer } from "./tools.ts";

export default {
  fetch: serveBell({
    functionName: "bouncer",
    lanesMax: 8,
    lingerMs: 250,
    handle: handleReply(bouncer),
  }),
};
