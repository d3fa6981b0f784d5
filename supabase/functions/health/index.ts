import { withSupabase } from "@supabase/server";
import { z } from "zod";
import { anyoneOrSecret } from "../_shared/http/access.ts";
import { answerFault } from "../_shared/http/answer-fault.ts";
import { callWorker } from "../_shared/worker/call.ts";
import { sweepWhenSilent } from "../_shared/worker/sweep-when-silent.ts";

const health = z.looseObject({ alarms: z.array(z.string()) });

/** 200 when nothing is wrong, 503 with an alarm. The facts behind it are for the secret key. */
export default {
  fetch: withSupabase(anyoneOrSecret, (_request, context) =>
    answerFault("health", async () => {
      await sweepWhenSilent(context.supabaseAdmin);
      const facts = await callWorker(context.supabaseAdmin, "health", {}, health, {
        repeatable: true,
      });
      const status = facts.alarms.length === 0 ? "ok" : "alarm";
      const body = context.authMode === "secret" ? { status, ...facts } : { status };
      return Response.json(body, { status: status === "ok" ? 200 : 503 });
    }),
  ),
};
