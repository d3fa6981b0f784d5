import { createClient } from "@supabase/supabase-js";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { type LocalStripe, startStripe } from "../../../local/stripe/server.ts";
import type { Turn } from "../../../supabase/functions/_shared/worker/turn.ts";
import { createCheckout } from "../../../supabase/functions/credit-funding/create-checkout.ts";

let stripe: LocalStripe;

beforeAll(async () => {
  stripe = await startStripe({
    port: 0,
    secretKey: "sk_test_1",
    webhookSecret: "whsec_1",
    webhookUrl: "http://127.0.0.1:9/nobody",
    redeliverMs: 1,
  });
});

beforeEach(() => {
  vi.stubEnv("STRIPE_API_URL", stripe.url);
  vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_1");
  vi.stubEnv("CHECKOUT_RETURN_URL", "https://yachtparty.example/paid");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await fetch(`${stripe.url}/faults`, { method: "DELETE" });
});

afterAll(() => stripe.close());

const work = () => ({
  purchase_id: crypto.randomUUID(),
  tenant_id: crypto.randomUUID(),
  credits: 100,
  price_cents: 10_000,
  currency: "usd",
  stripe_price: null as string | null,
  expires_at: Math.floor(Date.now() / 1_000) + 23 * 3_600,
  brand: "Yachtparty",
});

/** A database that knows of one purchase. */
function database(of: ReturnType<typeof work> | null) {
  return createClient("http://127.0.0.1:9", "key", {
    global: { fetch: async () => Response.json(of) },
  });
}

function turn(attempt = 1): Turn {
  const id = crypto.randomUUID();
  return {
    lease: crypto.randomUUID(),
    lane_key: `upkeep:${id}`,
    tenant_id: crypto.randomUUID(),
    trace_id: id,
    tasks: [{ id, task_type: "create_checkout", trace_id: id, attempt, context: {} }],
    context: { kind: "task" },
  };
}

const unheeded = new AbortController().signal;

const make = (of: ReturnType<typeof work> | null, attempt = 1) =>
  createCheckout(turn(attempt), database(of), unheeded);

async function fault(kind: string): Promise<void> {
  await fetch(`${stripe.url}/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ kind }),
  });
}

const sessions = z.array(z.object({ client_reference_id: z.string(), id: z.string() }));

async function sessionsOf(purchase: string): Promise<string[]> {
  const all = sessions.parse(await (await fetch(`${stripe.url}/sessions`)).json());
  return all.filter((one) => one.client_reference_id === purchase).map(({ id }) => id);
}

test("a payment link is made of what the purchase says, and asked for again it is the same", async () => {
  const one = work();
  const made = await make(one);
  expect(made).toMatchObject({ outcome: "done", error: null });
  expect(made.actions).toEqual([
    {
      type: "open_checkout",
      input: { session: expect.stringMatching(/^cs_test_/), url: expect.stringMatching(/^http/) },
    },
  ]);
  expect((await make(one)).actions).toEqual(made.actions);
  expect(await sessionsOf(one.purchase_id)).toHaveLength(1);
});

test("a checkout says whose it is, for whoever hears of it when its purchase is gone", async () => {
  const one = work();
  await make(one);
  const all = z
    .array(z.object({ metadata: z.record(z.string(), z.string()) }))
    .parse(await (await fetch(`${stripe.url}/sessions`)).json());
  expect(all.map(({ metadata }) => metadata)).toContainEqual({
    purchase_id: one.purchase_id,
    tenant_id: one.tenant_id,
  });
});

test("when nobody wants it any more Stripe is not asked", async () => {
  vi.stubEnv("STRIPE_API_URL", "http://127.0.0.1:9");
  expect(await make(null)).toMatchObject({ outcome: "done", actions: [] });
});

test("who is too fast waits as long as Stripe says, and no try is counted", async () => {
  await fault("rate_limit");
  const one = work();
  expect(await make(one)).toMatchObject({ outcome: "snooze", snooze_seconds: 1, reason: "stripe" });
  expect(await make(one)).toMatchObject({ outcome: "done" });
});

test("an answer that was lost is asked for again by the same key", async () => {
  await fault("lost_answer");
  const one = work();
  expect(await make(one)).toMatchObject({
    outcome: "snooze",
    error: { code: "stripe_unreachable" },
  });
  const [made] = await sessionsOf(one.purchase_id);
  expect((await make(one)).actions[0]?.input.session).toBe(made);
});

test("a 500, which its key gets for a day, is a counted try, and the next has another key", async () => {
  await fault("server_error");
  const one = work();
  expect(await make(one)).toMatchObject({ outcome: "retry", error: { code: "stripe_failed" } });
  expect(await make(one)).toMatchObject({ outcome: "retry" });
  expect(await make(one, 2)).toMatchObject({ outcome: "done" });
});

test("a price that Stripe does not have is nothing to try again", async () => {
  const one = { ...work(), stripe_price: "price_gone" };
  expect(await make(one)).toMatchObject({
    outcome: "failed",
    error: { code: "stripe_resource_missing" },
  });
});

test("a key that Stripe does not know is ours to mend", async () => {
  vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_other");
  await expect(make(work())).rejects.toMatchObject({ code: "config_missing" });
});
