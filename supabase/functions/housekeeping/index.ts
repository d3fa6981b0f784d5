import { Fault } from "../_shared/errors.ts";
import { serveBell } from "../_shared/worker/serve.ts";
import { handlers } from "./handlers.ts";

export default {
  fetch: serveBell({
    functionName: "housekeeping",
    lanesMax: 4,
    lingerMs: 250,
    handle: async (turn, client, signal) => {
      const kind = turn.tasks[0]?.task_type ?? "";
      const handle = handlers[kind];
      if (handle === undefined) throw new Fault("internal", { detail: `given a ${kind} task` });
      return await handle(turn, client, signal);
    },
  }),
};
