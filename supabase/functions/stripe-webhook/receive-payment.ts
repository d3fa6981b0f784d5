import { z } from "zod";
import { requireEnv } from "../_shared/env.ts";
import { Fault } from "../_shared/errors.ts";
import { readBody } from "../_shared/http/read-body.ts";
import { log } from "../_shared/log.ts";
import { readStripeEvent } from "../_shared/payments/stripe-event.ts";
import { waitUntil } from "../_shared/runtime.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import { sweepWhenSilent } from "../_shared/worker/sweep-when-silent.ts";

/** An event holds one object; Stripe's are some ten kilobytes. */
const BODY = { bytesMax: 512 * 1024, msMax: 10_000 };

/** Money that somebody has to look for: nobody here asked for it, or not for so much. */
const AMISS = new Set(["other_session", "other_amount", "unknown_purchase"]);

const received = z.object({
  duplicate: z.boolean(),
  verdict: z.string().optional(),
  trace_id: z.uuid().nullish(),
});

/**
 * Accounts for one event of Stripe's and does what it says, then answers 200, also for one that
 * nobody waits for: Stripe would only bring it again.
 *
 * Throws `method_not_allowed`; `config_missing` without STRIPE_WEBHOOK_SECRET; what `readBody` and
 * `readStripeEvent` throw; and `database_failed`: the event is then not acknowledged, and Stripe
 * brings it again for three days.
 */
export async function receivePayment(request: Request, client: WorkerClient): Promise<Response> {
  if (request.method !== "POST") throw new Fault("method_not_allowed");
  const secret = requireEnv("STRIPE_WEBHOOK_SECRET");
  // The very bytes that were signed.
  const body = new TextDecoder().decode(await readBody(request, BODY));
  const event = await readStripeEvent(body, request.headers.get("stripe-signature"), secret);
  if (event === null) return Response.json({ received: true });
  const { duplicate, verdict, trace_id } = await callWorker(
    client,
    "receive_payment",
    { event },
    received,
    { repeatable: true },
  );
  log(AMISS.has(verdict ?? "") ? "error" : "info", "payment_event", {
    event: event.id,
    type: event.type,
    duplicate,
    verdict,
    trace: trace_id,
  });
  waitUntil(sweepWhenSilent(client));
  return Response.json({ received: true });
}
