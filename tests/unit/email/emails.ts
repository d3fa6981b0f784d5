import type { InboundEmail } from "../../../supabase/functions/_shared/email/inbound/inbound-email.ts";
import { readEmail } from "../../../supabase/functions/_shared/email/inbound/read-email.ts";

export const OURS = "verify+0123456789abc@verify.yachtparty.example";
const SIGNED = "v=1; a=rsa-sha256; d=engines.example; s=1; h=from:to:subject; bh=0; b=0";
/** So that nobody can put another To above the one that it covers. */
const SIGNED_TWICE = SIGNED.replace("from:to:", "From:To:From:To:");

type Header = { Name: string; Value: string };

/** What Postmark writes above the headers that an email came with. */
export function postmarkTop({
  tests = "DKIM_SIGNED,DKIM_VALID,\tDKIM_VALID_AU,SPF_PASS",
  spf = 'pass (engines.example: Sender is authorized) receiver=p-pm-inbound; identity=mailfrom; envelope-from="ada@engines.example"; helo=mail.example; client-ip=192.0.2.1',
}: {
  tests?: string;
  spf?: string;
} = {}): Header[] {
  return [
    { Name: "Return-Path", Value: "<ada@engines.example>" },
    { Name: "Received", Value: "by p-pm-inbound.inbound.postmarkapp.com (Postfix)\tid 1" },
    { Name: "X-Spam-Tests", Value: tests },
    { Name: "Received-SPF", Value: spf },
    { Name: "Received", Value: "from mail.example (mail.example [192.0.2.1])\tby p-pm-inbound" },
  ];
}

export const SIGNATURE: Header = { Name: "DKIM-Signature", Value: SIGNED_TWICE };
export const SIGNED_ONCE: Header = { Name: "DKIM-Signature", Value: SIGNED };

/** An email as Postmark posts it, from Ada and in order, but for what is said. */
export function postmark(
  change: Record<string, unknown> = {},
  headers: Header[] = [...postmarkTop(), SIGNATURE],
): Promise<InboundEmail> {
  const body = {
    MessageID: "22c74902-a0c1-4511-804f-341342852c90",
    From: "ada@engines.example",
    FromFull: { Email: "ada@engines.example", Name: "Ada Lovelace", MailboxHash: "" },
    ToFull: [{ Email: OURS, Name: "", MailboxHash: "0123456789abc" }],
    OriginalRecipient: OURS,
    Subject: "Hello",
    Headers: headers,
    ...change,
  };
  return read("application/json", JSON.stringify(body));
}

const SENDGRID = {
  from: "Ada Lovelace <ada@engines.example>",
  to: OURS,
  envelope: JSON.stringify({ to: [OURS], from: "ada@engines.example" }),
  SPF: "pass",
  dkim: "{@engines.example : pass}",
  text: "Hello",
};

/** The headers of an email from Ada, sorted as SendGrid has them; `more` stand above them. */
export function sendgridHeaders(
  { from, to }: { from: string; to: string } = SENDGRID,
  ...more: string[]
): string {
  return [
    ...more,
    `DKIM-Signature: ${SIGNED.replace("; bh", ";\r\n\tbh")}`,
    `From: ${from}`,
    "Message-ID: <1@engines.example>",
    `To: ${to}`,
  ].join("\r\n");
}

type SendGrid = typeof SENDGRID & { headers: string; email: string };

/** An email as SendGrid posts it, from Ada and in order, but for what is said. */
export async function sendgrid(change: Partial<SendGrid> = {}): Promise<InboundEmail> {
  const fields = { ...SENDGRID, headers: sendgridHeaders({ ...SENDGRID, ...change }), ...change };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const request = new Request("https://x.example", { method: "POST", body: form });
  return await readEmail(request);
}

export function read(type: string, body: string): Promise<InboundEmail> {
  const init = { method: "POST", headers: { "content-type": type }, body };
  return readEmail(new Request("https://x.example", init));
}
