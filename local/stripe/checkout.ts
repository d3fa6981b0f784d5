import { randomUUID } from "node:crypto";
import { z } from "zod";

const EXPIRES_SECONDS_LEAST = 30 * 60;
const EXPIRES_SECONDS_MOST = 24 * 60 * 60;
/** The least that Stripe takes of a dollar, a euro or a pound differs by little. */
const AMOUNT_LEAST = 50;

export interface Session {
  id: string;
  object: "checkout.session";
  livemode: false;
  mode: "payment";
  url: string | null;
  status: "open" | "complete" | "expired";
  payment_status: "unpaid" | "paid";
  payment_intent: string | null;
  amount_total: number;
  currency: string;
  client_reference_id: string | null;
  metadata: Record<string, string>;
  success_url: string;
  expires_at: number;
}

export interface Charge {
  id: string;
  object: "charge";
  payment_intent: string;
  amount: number;
  amount_refunded: number;
  currency: string;
  refunded: boolean;
  metadata: Record<string, string>;
}

export interface Refund {
  id: string;
  object: "refund";
  charge: string;
  payment_intent: string;
  amount: number;
  currency: string;
  status: "succeeded" | "failed";
}

export interface Dispute {
  id: string;
  object: "dispute";
  charge: string;
  payment_intent: string;
  amount: number;
  currency: string;
  status: string;
}

const whole = z.string().regex(/^\d+$/, "must be a whole number").transform(Number);

/** What of a session's fields this stand-in knows; Stripe refuses fields that it does not know. */
const createFields = z.strictObject({
  mode: z.literal("payment"),
  client_reference_id: z.string().max(200).optional(),
  success_url: z.url(),
  cancel_url: z.url().optional(),
  expires_at: whole,
  "line_items[0][quantity]": whole,
  "line_items[0][price_data][currency]": z.string().regex(/^[a-z]{3}$/),
  "line_items[0][price_data][unit_amount]": whole,
  "line_items[0][price_data][product_data][name]": z.string().min(1).max(250),
  "adaptive_pricing[enabled]": z.enum(["true", "false"]).optional(),
  "metadata[purchase_id]": z.string().optional(),
  "metadata[tenant_id]": z.string().optional(),
  "payment_intent_data[metadata][purchase_id]": z.string().optional(),
  "payment_intent_data[metadata][tenant_id]": z.string().optional(),
});

/** As Stripe says what is wrong with a request. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A session of a form that Stripe would take, or `Refused`. */
export function sessionOf(form: URLSearchParams, payAt: string, now = Date.now()): Session {
  if (form.has("line_items[0][price]")) {
    throw new Refused("resource_missing", `No such price: '${form.get("line_items[0][price]")}'`);
  }
  const read = createFields.safeParse(Object.fromEntries(form));
  if (!read.success) throw new Refused("parameter_invalid", z.prettifyError(read.error));
  const fields = read.data;
  const ahead = fields.expires_at - now / 1_000;
  if (ahead < EXPIRES_SECONDS_LEAST || ahead > EXPIRES_SECONDS_MOST) {
    throw new Refused(
      "parameter_invalid",
      "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.",
    );
  }
  const amount =
    fields["line_items[0][quantity]"] * fields["line_items[0][price_data][unit_amount]"];
  if (amount < AMOUNT_LEAST) throw new Refused("amount_too_small", "The amount is too small.");
  const id = `cs_test_${randomUUID().replaceAll("-", "")}`;
  return {
    id,
    object: "checkout.session",
    livemode: false,
    mode: "payment",
    url: `${payAt}/pay/${id}`,
    status: "open",
    payment_status: "unpaid",
    payment_intent: null,
    amount_total: amount,
    currency: fields["line_items[0][price_data][currency]"],
    client_reference_id: fields.client_reference_id ?? null,
    metadata: metadataOf(form),
    success_url: fields.success_url,
    expires_at: fields.expires_at,
  };
}

function metadataOf(form: URLSearchParams): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const [name, value] of form) {
    const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
    if (key !== undefined) metadata[key] = value;
  }
  return metadata;
}
