import { createClient } from "@supabase/supabase-js";
import Stripe from "stripe";
import { afterEach, expect, test, vi } from "vitest";
import { stripeSignature } from "../../../local/stripe/webhooks.ts";
import { readStripeEvent } from "../../../supabase/functions/_shared/payments/stripe-event.ts";
import { receivePayment } from "../../../supabase/functions/stripe-webhook/receive-payment.ts";

afterEach(() => vi.unstubAllEnvs());

const SECRET = "whsec_1";
const PURCHASE = "00000000-0000-4000-8000-000000000001";
const TENANT = "00000000-0000-4000-8000-000000000002";

function event(type: string, object: Record<string, unknown>): string {
  return JSON.stringify({ id: "evt_1", object: "event", type, created: 1, data: { object } });
}

const completed = event("checkout.session.completed", {
  id: "cs_1",
  client_reference_id: PURCHASE,
  metadata: { purchase_id: PURCHASE, tenant_id: TENANT },
  payment_intent: "pi_1",
  payment_status: "paid",
  amount_total: 10_000,
  currency: "usd",
  customer_details: { email: "nora@spanning.example", name: "Nora" },
});

const read = (body: string) => readStripeEvent(body, stripeSignature(body, SECRET), SECRET);

test("our signature is the one that Stripe's own package makes", () => {
  const at = Date.parse("2026-11-28T12:00:00Z");
  const theirs = Stripe.webhooks.generateTestHeaderString({
    payload: completed,
    secret: SECRET,
    timestamp: at / 1_000,
  });
  expect(stripeSignature(completed, SECRET, at)).toBe(theirs);
});

test("of a checkout it keeps ids, words and cents, and nobody's name or address", async () => {
  expect(await read(completed)).toEqual({
    id: "evt_1",
    type: "checkout.session.completed",
    created: 1,
    session: "cs_1",
    purchase_id: PURCHASE,
    tenant_id: TENANT,
    payment_intent: "pi_1",
    payment_status: "paid",
    amount_cents: 10_000,
    currency: "usd",
  });
});

test("of a charge what went back, of a refund whether it did, of a dispute what it is about", async () => {
  const charge = event("charge.refunded", { payment_intent: { id: "pi_1" }, amount_refunded: 5 });
  expect(await read(charge)).toMatchObject({ payment_intent: "pi_1", refunded_cents: 5 });
  const refund = { id: "re_1", payment_intent: "pi_1", amount: 5, status: "failed" };
  expect(await read(event("refund.failed", refund))).toEqual({
    id: "evt_1",
    type: "refund.failed",
    created: 1,
    payment_intent: "pi_1",
    refund: "re_1",
    refund_status: "failed",
    refund_cents: 5,
  });
  const dispute = { id: "du_1", payment_intent: "pi_1", amount: 7, status: "lost" };
  expect(await read(event("charge.dispute.closed", dispute))).toMatchObject({
    dispute: "du_1",
    dispute_status: "lost",
    disputed_cents: 7,
  });
});

test("a checkout of something else is nobody's purchase", async () => {
  const body = completed.replaceAll(PURCHASE, "order 7").replace(TENANT, "shop 7");
  expect(await read(body)).toMatchObject({ purchase_id: null, tenant_id: null });
});

test("what nobody waits for is passed over", async () => {
  expect(await read(event("customer.created", { id: "cus_1" }))).toBeNull();
});

test("what is not what its kind should be is refused", async () => {
  await expect(read(event("charge.refunded", { amount_refunded: -1 }))).rejects.toMatchObject({
    code: "bad_request",
  });
});

test.for<[string, (body: string) => string | null]>([
  ["none", () => null],
  ["another secret's", (body) => stripeSignature(body, "whsec_2")],
  ["another body's", () => stripeSignature("{}", SECRET)],
  ["one of ten minutes ago", (body) => stripeSignature(body, SECRET, Date.now() - 600_000)],
])("with %s for a signature it is forbidden", async ([, sign]) => {
  const reading = readStripeEvent(completed, sign(completed), SECRET);
  await expect(reading).rejects.toMatchObject({ code: "forbidden", status: 403 });
});

function request(body: string): Request {
  const headers = { "stripe-signature": stripeSignature(body, SECRET) };
  return new Request("https://x.example", { method: "POST", body, headers });
}

test("without a secret nobody is heard", async () => {
  vi.stubEnv("STRIPE_WEBHOOK_SECRET", "");
  const nobody = createClient("http://127.0.0.1:9", "key");
  const heard = receivePayment(request(completed), nobody);
  await expect(heard).rejects.toMatchObject({ code: "config_missing" });
});

test("an event that could not be stored is not acknowledged", async () => {
  vi.stubEnv("STRIPE_WEBHOOK_SECRET", SECRET);
  const down = createClient("http://127.0.0.1:9", "key", {
    global: { fetch: async () => Response.json({ code: "57P03", message: "no" }, { status: 500 }) },
  });
  const heard = receivePayment(request(completed), down);
  await expect(heard).rejects.toMatchObject({ code: "database_failed", status: 503 });
});
