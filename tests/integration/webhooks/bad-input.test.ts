import { afterAll, expect, test } from "vitest";
import { messagesOf, sql, stack, stranger, tenant } from "../vocabulary.ts";
import { encoded, fields, post, type Sent, sign, url } from "./signed.ts";

const ACCOUNT_WITHOUT_TOKEN = `AC${"7".repeat(32)}`;
const ANOTHERS_ACCOUNT = `AC${"6".repeat(32)}`;

// Nobody else's texts may leave from numbers that have no token.
afterAll(async () => {
  await sql`delete from public.senders
    where account_sid in (${ACCOUNT_WITHOUT_TOKEN}, ${ANOTHERS_ACCOUNT})`;
});

const form = fields();
const rows: Array<{ name: string; status: number; sent: Sent }> = [
  { name: "no signature", status: 403, sent: { body: encoded(form) } },
  { name: "an empty signature", status: 403, sent: { body: encoded(form), signature: "" } },
  {
    name: "a signature by another token",
    status: 403,
    sent: { body: encoded(form), signature: sign(url, form, "f".repeat(32)) },
  },
  {
    name: "a signature of another body",
    status: 403,
    sent: { body: encoded({ ...form, Body: "other" }), signature: sign(url, form) },
  },
  {
    name: "a signature of another URL",
    status: 403,
    sent: { body: encoded(form), signature: sign("https://elsewhere.example/x", form) },
  },
  {
    name: "a number that nobody here has",
    status: 404,
    sent: {
      body: encoded(fields({ To: "+14155550199" })),
      signature: sign(url, fields({ To: "+14155550199" })),
    },
  },
  {
    name: "our number with another account",
    status: 404,
    sent: { body: encoded(fields({ AccountSid: `AC${"9".repeat(32)}` })), signature: "x" },
  },
  { name: "GET", status: 405, sent: { method: "GET", signature: "x" } },
  { name: "PUT", status: 405, sent: { method: "PUT", body: encoded(form), signature: "x" } },
  {
    name: "JSON",
    status: 415,
    sent: { body: JSON.stringify(form), type: "application/json", signature: "x" },
  },
  {
    name: "a megabyte",
    status: 413,
    sent: { body: `Body=${"a".repeat(1_000_000)}`, signature: "x" },
  },
  {
    name: "bytes that are not UTF-8",
    status: 400,
    sent: { body: new Uint8Array([66, 61, 0xff, 0xfe]), signature: "x" },
  },
  { name: "a broken escape", status: 400, sent: { body: "Body=%E0%A4", signature: "x" } },
  { name: "an empty body", status: 404, sent: { body: "", signature: "x" } },
];

test.each(rows)("$name is answered $status and nothing is stored", async ({ status, sent }) => {
  const count = async () =>
    (
      await sql`select count(*)::integer as n from public.messages
    where direction = 'inbound' and twilio_message_sid = ${form.MessageSid ?? ""}`
    )[0]?.n;
  const response = await post(sent);
  expect(response.status).toBe(status);
  expect(await count()).toBe(0);
});

test("a refusal names a code and nothing that was sent", async () => {
  const response = await post({ body: encoded(form) });
  expect(await response.json()).toEqual({ code: "forbidden", message: expect.any(String) });
});

test("a text without a Body key is stored as empty and acknowledged with empty TwiML", async () => {
  const from = stranger();
  const { Body: _, ...bare } = fields({ From: from });
  const response = await post({ body: encoded(bare), signature: sign(url, bare) });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/text\/xml/);
  expect(await response.text()).toMatch(/<Response\s*\/>/);
  expect((await messagesOf(from))[0]?.content).toBe("");
});

test("NUL bytes are left out of what is stored, and the signature still covers them", async () => {
  const from = stranger();
  const nul = fields({ From: from, Body: "a\0b" });
  const response = await post({ body: encoded(nul), signature: sign(url, nul) });
  expect(response.status).toBe(200);
  expect((await messagesOf(from))[0]?.content).toBe("ab");
});

test("a signature over a query string is right", async () => {
  const from = stranger();
  const body = fields({ From: from });
  const withQuery = `${url}?bodySHA256=none&x=1`;
  const response = await post({
    url: withQuery,
    body: encoded(body),
    signature: sign(withQuery, body),
  });
  expect(response.status).toBe(200);
});

test("without the account's token in Vault nothing is accepted: 503", async () => {
  const account = ACCOUNT_WITHOUT_TOKEN;
  await sql`insert into public.senders (tenant_id, phone_number, account_sid, auth_token_secret)
    values (${tenant}, '+14155550170', ${account}, 'a secret that is not there')
    on conflict do nothing`;
  const body = fields({ To: "+14155550170", AccountSid: account });
  const response = await post({ body: encoded(body), signature: sign(url, body, "") });
  expect(response.status).toBe(503);
  expect(stack.TWILIO_ACCOUNT_SID).not.toBe(account);
});

test("another tenant's token opens no door to ours", async () => {
  const account = ANOTHERS_ACCOUNT;
  await sql`select vault.create_secret('another token', 'another_tenant_token')
    where not exists (select 1 from vault.secrets where name = 'another_tenant_token')`;
  await sql`insert into public.senders (tenant_id, phone_number, account_sid, auth_token_secret)
    values ('00000000-0000-4000-8000-000000000002', '+14155550160', ${account},
      'another_tenant_token') on conflict do nothing`;
  const ours = fields({ AccountSid: stack.TWILIO_ACCOUNT_SID });
  const signed = await post({ body: encoded(ours), signature: sign(url, ours, "another token") });
  expect(signed.status).toBe(403);
  const mixed = fields({ AccountSid: account });
  const wrong = await post({ body: encoded(mixed), signature: sign(url, mixed, "another token") });
  expect(wrong.status).toBe(404);
});
