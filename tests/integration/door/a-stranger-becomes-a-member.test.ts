import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { newEmail, PROVIDERS } from "../../../local/mail/email.ts";
import { postEmail } from "../../../local/mail/post-email.ts";
import { eventually, person, quiet, received, sql, stack, stranger, text } from "../vocabulary.ts";
import { addressOf, introduceOneself, mail, told } from "./mail.ts";

/** Nobody else's. */
const someEmail = () => `ada-${randomUUID().slice(0, 8)}@engines.example`;

test.for(PROVIDERS)(
  "a stranger becomes a verified member by an email that %s brings",
  async (provider) => {
    const [phone, email] = [stranger(), someEmail()];
    await text(phone, "hi, who is this?");
    const address = await introduceOneself(phone, email);
    await quiet(phone);
    expect(await person(phone)).toMatchObject({ email, email_verified: false, verified: false });

    const id = randomUUID();
    expect(await mail(email, address, { provider, id })).toBe(200);
    expect(await person(phone)).toMatchObject({ email, email_verified: true, verified: true });
    const welcome = await told(phone, /Welcome to Yachtparty, Ada/);

    // Twice more, one after the other and at once: nothing more comes of it.
    expect(await mail(email, address, { provider, id })).toBe(200);
    await Promise.all([1, 2].map(() => mail(email, address, { provider, id })));
    await quiet(phone);
    const texts = await received(phone);
    expect(texts.filter(({ body }) => body === welcome)).toHaveLength(1);
    expect(texts.at(-1)?.body).toBe(welcome);

    await text(phone, "what is my company?");
    await told(phone, /Your company is Analytical Engines/);
  },
);

test("whoever sent a new member is credited once", async () => {
  const [sender, sent] = [stranger(), stranger()];
  const name = `Charles Babbage${randomUUID()
    .replace(/[^a-z]/g, "")
    .slice(0, 6)}`;
  const own = someEmail();
  await mail(own, await introduceOneself(sender, own, name));
  await told(sender, /Welcome/);

  await text(sent, `${name} sent me`);
  const email = someEmail();
  const address = await introduceOneself(sent, email);
  await Promise.all([mail(email, address), mail(email, address)]);
  await told(sent, /Welcome/);
  await eventually(async () => expect((await person(sender))?.credit_balance).toBe(10));
  const booked = await sql`select c.amount from public.credit_events c
    join public.users u on u.id = c.user_id where u.phone_number = ${sender}`;
  expect(booked).toEqual([{ amount: 10 }]);
});

test.for(PROVIDERS)(
  "a forged sender lets nobody in, and its person hears of it: %s",
  async (provider) => {
    const [phone, email] = [stranger(), someEmail()];
    const address = await introduceOneself(phone, email);
    expect(await mail(email, address, { provider, forged: true })).toBe(200);
    await told(phone, /did not vouch for its sender/);
    expect(await mail("eve@engines.example", address, { provider })).toBe(200);
    await told(phone, /not from the work email I have on record/);
    expect(await person(phone)).toMatchObject({ email_verified: false, verified: false });
  },
);

test("another email takes the place of the first, and the first address no longer counts", async () => {
  const [phone, email, other] = [stranger(), someEmail(), someEmail()];
  const first = await introduceOneself(phone, email);
  await text(phone, `actually my email is ${other}`);
  const second = await addressOf(phone, first);
  await mail(email, first);
  await told(phone, /not in use any more/);
  await mail(other, second);
  await told(phone, /Welcome/);
  expect(await person(phone)).toMatchObject({ email: other, email_verified: true });
});

test("an account follows its email to a new number, once its person has said so", async () => {
  const [before, after, email] = [stranger(), stranger(), someEmail()];
  await mail(email, await introduceOneself(before, email));
  await told(before, /Welcome/);
  const account = await person(before);

  await text(after, "hi, I have a new number");
  await told(after, /work email/);
  await text(after, email);
  const address = await addressOf(after);
  await mail(email, address);
  await told(after, /in use with another number/);

  await text(before, "I will have a new number tomorrow");
  await told(before, /your account follows/);
  await mail(email, address);
  await told(after, /Welcome back, Ada/);
  expect(await person(after)).toMatchObject({ id: account?.id, verified: true });
  expect(await person(before)).toBeUndefined();
});

test("who does not know the password is not heard, whatever they bring", async () => {
  const email = newEmail({ from: "ada@engines.example", to: "verify+0@verify.yachtparty.example" });
  expect(await postEmail(stack.FUNCTIONS_URL, email, "wrong")).toBe(401);
  expect(await postEmail(stack.FUNCTIONS_URL, email, "")).toBe(401);
  const bare = await fetch(`${stack.FUNCTIONS_URL}/email-webhook`, { method: "POST", body: "{}" });
  expect(bare.status).toBe(401);
  const get = await fetch(`${stack.FUNCTIONS_URL}/email-webhook`);
  expect(get.status).toBe(405);
});

test("an email for nobody is taken and accounted for", async () => {
  const id = randomUUID();
  expect(await mail("ada@engines.example", "hello@verify.yachtparty.example", { id })).toBe(200);
  const [row] = await sql`select verdict, user_id from private.inbound_emails
    order by received_at desc limit 1`;
  expect(row).toEqual({ verdict: "nobody", user_id: null });
});
