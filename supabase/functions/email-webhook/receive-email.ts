import { z } from "zod";
import { readEmail } from "../_shared/email/inbound/read-email.ts";
import { requireEnv } from "../_shared/env.ts";
import { Fault } from "../_shared/errors.ts";
import { hasBasicPassword } from "../_shared/http/basic-password.ts";
import { log } from "../_shared/log.ts";
import { waitUntil } from "../_shared/runtime.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import { sweepWhenSilent } from "../_shared/worker/sweep-when-silent.ts";

const received = z.object({
  duplicate: z.boolean(),
  verdict: z.string().optional(),
  trace_id: z.uuid().optional(),
});

/**
 * Accounts for one email and does what it proves, then answers 200, also for an email that is for
 * nobody: the provider would only bring it again.
 *
 * Throws `method_not_allowed`; `config_missing` without EMAIL_WEBHOOK_SECRET, and `unauthorized`
 * without that password; what `readEmail` throws; and `database_failed`: the email is then not
 * acknowledged, and comes again.
 */
export async function receiveEmail(request: Request, client: WorkerClient): Promise<Response> {
  if (request.method !== "POST") throw new Fault("method_not_allowed");
  const secret = requireEnv("EMAIL_WEBHOOK_SECRET");
  if (!(await hasBasicPassword(request, secret))) throw new Fault("unauthorized");
  const mail = await readEmail(request);
  const stored = await callWorker(client, "receive_email", { mail }, received, {
    repeatable: true,
  });
  log("info", "email_received", {
    provider: mail.provider,
    duplicate: stored.duplicate,
    verdict: stored.verdict,
    unproved: mail.unproved,
    trace: stored.trace_id,
  });
  waitUntil(sweepWhenSilent(client));
  return Response.json({ received: true });
}
