import Stripe from "stripe";
import { z } from "zod";
import { requireEnv } from "../_shared/env.ts";
import { Fault } from "../_shared/errors.ts";
import { stripeApi } from "../_shared/payments/stripe.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import type { Outcome, Turn } from "../_shared/worker/turn.ts";

/** When Stripe does not say how long to wait. */
const WAIT_SECONDS = 5;

const checkoutWork = z
  .object({
    purchase_id: z.uuid(),
    tenant_id: z.uuid(),
    credits: z.int(),
    price_cents: z.int(),
    currency: z.string(),
    stripe_price: z.string().nullable(),
    expires_at: z.int(),
    brand: z.string(),
  })
  .nullable();

type Work = NonNullable<z.infer<typeof checkoutWork>>;

/**
 * Has Stripe make the payment link of one purchase. What is asked is the same at each try, under
 * the same key, so that a lost answer makes no second checkout; after an answer of 500 and above
 * the key is another, since Stripe would repeat such an answer to the same one for a day.
 *
 * Throws `lease_lost`, `config_missing` and `database_failed`.
 */
export async function createCheckout(
  turn: Turn,
  client: WorkerClient,
  signal: AbortSignal,
): Promise<Outcome> {
  const [task, ...others] = turn.tasks;
  if (task?.task_type !== "create_checkout" || others.length > 0) {
    throw new Fault("internal", { detail: `given ${turn.tasks.length} tasks of another kind` });
  }
  const args = { lease: turn.lease };
  const work = await callWorker(client, "checkout_work", args, checkoutWork, { repeatable: true });
  if (work === null) return ended("done", { made: false });
  if (signal.aborted) throw new Fault("lease_lost");
  const returnUrl = requireEnv("CHECKOUT_RETURN_URL");
  try {
    const made = await stripeApi().checkout.sessions.create(sessionFor(work, returnUrl), {
      // A timeout or a 429 is no counted try: it asks again for the very same.
      idempotencyKey: `checkout:${work.purchase_id}:${task.attempt}`,
    });
    if (made.url === null) return ended("failed", { made: false }, "stripe_no_url");
    return {
      ...ended("done", { made: true }),
      actions: [{ type: "open_checkout", input: { session: made.id, url: made.url } }],
    };
  } catch (thrown) {
    return outcomeOf(thrown);
  }
}

function sessionFor(work: Work, returnUrl: string): Stripe.Checkout.SessionCreateParams {
  const { purchase_id, tenant_id, credits, price_cents, currency, stripe_price, brand } = work;
  // Also whose it is: the purchase may be gone, with its person, when it is paid.
  const ours = { purchase_id, tenant_id };
  return {
    mode: "payment",
    client_reference_id: purchase_id,
    line_items: [
      {
        quantity: 1,
        ...(stripe_price === null
          ? {
              price_data: {
                currency,
                unit_amount: price_cents,
                product_data: { name: `${credits} ${brand} credits` },
              },
            }
          : { price: stripe_price }),
      },
    ],
    // The sum that the person was told, in the currency they were told it in.
    adaptive_pricing: { enabled: false },
    metadata: ours,
    payment_intent_data: { metadata: ours },
    expires_at: work.expires_at,
    success_url: returnUrl,
    cancel_url: returnUrl,
  };
}

/** Whether it is worth asking again, and when: https://docs.stripe.com/api/errors. */
function outcomeOf(thrown: unknown): Outcome {
  const { errors } = Stripe;
  if (thrown instanceof errors.StripeRateLimitError) {
    return {
      ...ended("snooze", {}, "stripe_rate_limit"),
      ...wait(thrown.headers?.["retry-after"]),
    };
  }
  if (thrown instanceof errors.StripeConnectionError) {
    return { ...ended("snooze", {}, "stripe_unreachable"), ...wait(undefined) };
  }
  if (thrown instanceof errors.StripeAPIError) return ended("retry", {}, "stripe_failed");
  if (
    thrown instanceof errors.StripeAuthenticationError ||
    thrown instanceof errors.StripePermissionError
  ) {
    throw new Fault("config_missing", { detail: "Stripe does not know STRIPE_SECRET_KEY" });
  }
  // Ours to mend: a price that does not exist, a sum below the least that Stripe takes.
  if (thrown instanceof errors.StripeError) {
    return ended("failed", {}, `stripe_${thrown.code ?? "refused"}`);
  }
  throw thrown;
}

function wait(retryAfter: unknown): Pick<Outcome, "snooze_seconds" | "reason"> {
  const seconds = Number(retryAfter);
  return { snooze_seconds: seconds > 0 ? seconds : WAIT_SECONDS, reason: "stripe" };
}

function ended(
  outcome: Outcome["outcome"],
  result: Outcome["result"],
  code: string | null = null,
): Outcome {
  return {
    outcome,
    actions: [],
    call: null,
    result,
    error: code === null ? null : { code, message: "the payment link was not made" },
    snooze_seconds: null,
    reason: null,
  };
}
