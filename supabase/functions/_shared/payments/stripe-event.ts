import Stripe from "stripe";
import { z } from "zod";
import { Fault } from "../errors.ts";

/** Stripe's own: an older signature is a replay. */
const TOLERANCE_SECONDS = 300;

const id = z.string().min(1).max(255);
/** Expanded or not; the events of a webhook never are. */
const reference = z.union([id, z.object({ id }).transform((one) => one.id)]).nullable();
const cents = z.int().min(0);

const session = z.object({
  id,
  client_reference_id: z.string().nullable(),
  metadata: z.record(z.string(), z.string()).nullish(),
  payment_intent: reference,
  payment_status: z.string(),
  amount_total: cents.nullable(),
  currency: z.string().nullable(),
});

const charge = z.object({ payment_intent: reference, amount_refunded: cents });

const refund = z.object({
  id,
  payment_intent: reference,
  amount: cents,
  status: z.string().nullable(),
});

const dispute = z.object({ id, payment_intent: reference, amount: cents, status: z.string() });

/** Of every kind of event that we asked for, what its object is. */
const KINDS = {
  "checkout.session.completed": "session",
  "checkout.session.async_payment_succeeded": "session",
  "checkout.session.async_payment_failed": "session",
  "checkout.session.expired": "session",
  "charge.refunded": "charge",
  "refund.created": "refund",
  "refund.updated": "refund",
  "refund.failed": "refund",
  "charge.dispute.created": "dispute",
  "charge.dispute.updated": "dispute",
  "charge.dispute.funds_withdrawn": "dispute",
  "charge.dispute.funds_reinstated": "dispute",
  "charge.dispute.closed": "dispute",
} as const;

const kindOf = new Map<string, (typeof KINDS)[keyof typeof KINDS]>(Object.entries(KINDS));

/** What Postgres is told of an event (`worker.receive_payment`): ids, words of Stripe's, cents. */
export interface PaymentEvent {
  id: string;
  type: string;
  /** When Stripe says it happened, in seconds. */
  created: number;
  payment_intent: string | null;
  /** Of a checkout. */
  session?: string;
  /** Null: a checkout that is not ours. */
  purchase_id?: string | null;
  /** Whose: what the checkout says, whether or not its purchase is still there. */
  tenant_id?: string | null;
  payment_status?: string;
  amount_cents?: number | null;
  currency?: string | null;
  /** Of a charge: all that went back of it until then. */
  refunded_cents?: number;
  refund?: string;
  refund_status?: string | null;
  refund_cents?: number;
  dispute?: string;
  dispute_status?: string;
  disputed_cents?: number;
}

const envelope = z.object({
  id,
  type: z.string(),
  created: z.int().positive(),
  data: z.object({ object: z.unknown() }),
});

/**
 * The event of a webhook, verified and reduced to what matters: nobody's name, address or card.
 * Null: a kind that nobody waits for. Throws `forbidden` without Stripe's signature and
 * `bad_request` when the event is not what its kind should be.
 */
export async function readStripeEvent(
  body: string,
  signature: string | null,
  secret: string,
): Promise<PaymentEvent | null> {
  const event = envelope.safeParse(await verified(body, signature, secret));
  if (!event.success) throw new Fault("bad_request", { detail: "no event", cause: event.error });
  const { type, created, data } = event.data;
  const kind = kindOf.get(type);
  if (kind === undefined) return null;
  const read = {
    session: sessionFacts,
    charge: chargeFacts,
    refund: refundFacts,
    dispute: disputeFacts,
  }[kind];
  try {
    return { id: event.data.id, type, created, ...read(data.object) };
  } catch (cause) {
    throw new Fault("bad_request", { detail: `an unreadable ${type}`, cause });
  }
}

async function verified(body: string, signature: string | null, secret: string): Promise<unknown> {
  try {
    return await Stripe.webhooks.constructEventAsync(
      body,
      signature ?? "",
      secret,
      TOLERANCE_SECONDS,
      Stripe.createSubtleCryptoProvider(),
    );
  } catch (cause) {
    throw new Fault("forbidden", { cause });
  }
}

function sessionFacts(object: unknown) {
  const one = session.parse(object);
  const purchase = z.uuid().safeParse(one.client_reference_id);
  const tenant = z.uuid().safeParse(one.metadata?.tenant_id);
  return {
    payment_intent: one.payment_intent,
    session: one.id,
    purchase_id: purchase.success ? purchase.data : null,
    tenant_id: tenant.success ? tenant.data : null,
    payment_status: one.payment_status,
    amount_cents: one.amount_total,
    currency: one.currency,
  };
}

function chargeFacts(object: unknown) {
  const one = charge.parse(object);
  return { payment_intent: one.payment_intent, refunded_cents: one.amount_refunded };
}

function refundFacts(object: unknown) {
  const one = refund.parse(object);
  return {
    payment_intent: one.payment_intent,
    refund: one.id,
    refund_status: one.status,
    refund_cents: one.amount,
  };
}

function disputeFacts(object: unknown) {
  const one = dispute.parse(object);
  return {
    payment_intent: one.payment_intent,
    dispute: one.id,
    dispute_status: one.status,
    disputed_cents: one.amount,
  };
}
