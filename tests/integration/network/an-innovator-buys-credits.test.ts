import { afterEach, expect, test } from "vitest";
import { eventually, quiet, received, replies, sql } from "../vocabulary.ts";
import { ask, member } from "./members.ts";
import {
  at,
  balanceOf,
  checkout,
  eventsAre,
  ledgerOf,
  nothingWrongAtStripe,
  purchaseOf,
  stripeFault,
} from "./stripe.ts";

afterEach(nothingWrongAtStripe);

/** A member who says that they offer a solution: from then on the Innovator answers. */
async function innovator(): Promise<string> {
  const phone = await member();
  await ask(phone, "we offer dry boats to companies");
  return phone;
}

test("a member who offers a solution describes it, and buys credits by a link", async () => {
  const nora = await innovator();
  expect(await ask(nora, "our company is Dry Boats")).toContain("Noted.");
  await ask(nora, "we sell boats that stay dry");
  await ask(nora, "categories: Boats, hulls and  Boats");
  await ask(nora, "we would like to meet harbour masters");
  expect(await ask(nora, "the video is http://a.example/v")).toContain("https");
  const [profile] = await sql`select company_name, solution_description, categories,
      target_customer_profile, video_url from public.innovators i
    join public.users u on u.id = i.user_id where u.phone_number = ${nora}`;
  expect(profile).toEqual({
    company_name: "Dry Boats",
    solution_description: "boats that stay dry",
    categories: ["boats", "hulls"],
    target_customer_profile: "harbour masters",
    video_url: null,
  });
  expect(await ask(nora, "how are my prospects?")).toContain("Prospects: none yet");

  expect(await ask(nora, "I want to buy credits")).toContain("small: 100 for 100.00 USD");
  const link = await ask(nora, "the small one");
  expect(link).toMatch(/^Here you pay: http:\S+\/pay\/cs_test_\w+ They are yours/);
  // Asked again, the link is the same.
  expect(await ask(nora, "small please")).toBe(link);
  const session = checkout(link);
  await at(`/pay/${session}`);
  await eventually(async () => expect(await balanceOf(nora)).toBe(100));
  await quiet(nora);
  const thanks = (await received(nora)).at(-1)?.body;
  expect(thanks).toBe("Thank you: your payment for 100 credits has come. You have 100 now.");
  expect(await ledgerOf(nora)).toEqual([["purchase", 100]]);

  // Whatever Stripe brings again changes nothing.
  for (const { event } of await eventsAre(session)) await at(`/events/${event.id}`);
  expect(await balanceOf(nora)).toBe(100);
  expect((await received(nora)).at(-1)?.body).toBe(thanks);
});

test("refunds and disputes take credits back, whole or in part, in whatever order they come", async () => {
  const nora = await innovator();
  const session = checkout(await ask(nora, "the medium one"));
  // The payment, a part of it back, a dispute about another part, and its end: the last comes first.
  await stripeFault({ kind: "hold", count: 5 });
  await at(`/pay/${session}`);
  const { payment_intent } = await purchaseAtStripe(session);
  await at("/refunds", { payment_intent, amount: 9_000 });
  const dispute = await at("/disputes", { payment_intent, amount: 18_000 });
  await at(`/disputes/${dispute.id}`, { status: "lost" });
  expect(await balanceOf(nora)).toBe(0);
  await at("/events");
  // 500 for 450.00; 90.00 and 180.00 of it are gone.
  await eventually(async () => expect(await balanceOf(nora)).toBe(200));
  expect((await purchaseOf(nora))?.reversed_credits).toBe(300);

  // A refund that its bank does not take gives its credits again.
  const refund = await at("/refunds", { payment_intent, amount: 4_500 });
  await eventually(async () => expect(await balanceOf(nora)).toBe(150));
  await at(`/refunds/${refund.id}`);
  await eventually(async () => expect(await balanceOf(nora)).toBe(200));

  // They spend what is left, and then the rest goes back: it is owed, and nothing is below zero.
  await sql`insert into public.credit_events (tenant_id, user_id, event_type, amount,
      reference_type, reference_id, idempotency_key, processed)
    select tenant_id, id, 'escrow', -150, 'user', id, 'escrow:' || id, true
    from public.users where phone_number = ${nora}`;
  await at("/refunds", { payment_intent });
  await eventually(async () =>
    expect(await purchaseOf(nora)).toMatchObject({ reversed_credits: 350, owed_credits: 150 }),
  );
  expect(await balanceOf(nora)).toBe(0);
  // What comes next pays for it.
  const next = checkout(await ask(nora, "the small one"));
  await at(`/pay/${next}`);
  await eventually(async () => expect((await purchaseOf(nora, session))?.owed_credits).toBe(50));
  expect(await balanceOf(nora)).toBe(0);
  const [drift] = await sql`select count(*)::integer as count from private.credit_cache_drift`;
  expect(drift).toEqual({ count: 0 });
});

test("a payment that takes days is told of twice, and one that fails is not charged", async () => {
  const nora = await innovator();
  const session = checkout(await ask(nora, "the small one"));
  await at(`/pay/${session}?how=later`);
  await told(nora, /on its way/);
  expect(await balanceOf(nora)).toBe(0);
  await at(`/settle/${session}`, { succeeds: true });
  await told(nora, /You have 100 now/);

  const other = checkout(await ask(nora, "the medium one"));
  await at(`/pay/${other}?how=later`);
  await at(`/settle/${other}`, { succeeds: false });
  await told(nora, /did not go through/);
  expect(await ledgerOf(nora)).toEqual([["purchase", 100]]);
});

test.for([
  ["is busy", "rate_limit"],
  ["fails, and repeats that to the same key", "server_error"],
  ["does it and loses its answer", "lost_answer"],
] as const)("a link comes all the same when Stripe %s", async ([, kind]) => {
  const nora = await innovator();
  await stripeFault({ kind, count: 1 });
  const session = checkout(await ask(nora, "the small one"));
  expect((await purchaseOf(nora))?.stripe_session).toBe(session);
  const [tasks] = await sql`select count(*)::integer as count from public.agent_tasks t
    join public.users u on u.id = t.user_id
    where u.phone_number = ${nora} and t.task_type = 'create_checkout'`;
  expect(tasks).toEqual({ count: 1 });
});

async function told(phone: string, words: RegExp): Promise<void> {
  await eventually(async () => {
    const texts = await received(phone);
    if (!texts.some(({ body }) => words.test(body))) throw new Error(`${texts.at(-1)?.body}`);
  });
  await quiet(phone);
  await replies(phone, 1);
}

async function purchaseAtStripe(session: string): Promise<{ payment_intent: string }> {
  const [event] = await eventsAre(session);
  return { payment_intent: String(event?.event.data.object.payment_intent) };
}
