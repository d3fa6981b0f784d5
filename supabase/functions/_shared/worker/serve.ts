import { withSupabase } from "@supabase/server";
import { requireEnv } from "../env.ts";
import { Fault } from "../errors.ts";
import { anyone } from "../http/access.ts";
import { answerFault } from "../http/answer-fault.ts";
import { waitUntil } from "../runtime.ts";
import { Drain, type Worker } from "./drain.ts";
import { sameSecret } from "./same-secret.ts";

/**
 * The front of a function that a bell wakes: checks the bell's secret, answers 202 at once (pg_net
 * holds a batch of 200 for its slowest answer) and drains afterwards.
 *
 * Answers 401 without the secret, 405 on another method, 503 when BELL_SECRET is not set.
 */
export function serveBell(worker: Worker): (request: Request) => Promise<Response> {
  const drain = new Drain(worker);
  return withSupabase(anyone, async (request, context) =>
    answerFault(worker.functionName, async () => {
      if (request.method !== "POST") throw new Fault("method_not_allowed");
      const secret = requireEnv("BELL_SECRET");
      if (!(await sameSecret(request.headers.get("x-bell-secret"), secret))) {
        throw new Fault("unauthorized");
      }
      waitUntil(drain.wake(context.supabaseAdmin));
      return new Response(null, { status: 202 });
    }),
  );
}
