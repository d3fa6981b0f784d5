import type { Email } from "./email.ts";

/** What a provider posts for an email: its content type is in the body's own, or beside it. */
export interface Payload {
  body: string | FormData;
  headers: Record<string, string>;
}

export function payloadOf(email: Email): Payload {
  return email.provider === "postmark" ? postmark(email) : sendgrid(email);
}

/** As https://postmarkapp.com/developer/webhooks/inbound-webhook has it; its own headers on top. */
function postmark({ from, to, cc, forged, id }: Email): Payload {
  const receiver = "p-pm-inboundg01a-aws-useast1a";
  const body = {
    FromName: "",
    MessageStream: "inbound",
    From: from,
    FromFull: { Email: from, Name: "", MailboxHash: "" },
    To: to,
    ToFull: [{ Email: to, Name: "", MailboxHash: "" }],
    Cc: cc.join(", "),
    CcFull: cc.map((address) => ({ Email: address, Name: "", MailboxHash: "" })),
    Bcc: "",
    BccFull: [],
    OriginalRecipient: to,
    Subject: "Confirm",
    MessageID: id,
    TextBody: "Hello\n",
    Headers: [
      { Name: "Return-Path", Value: `<${returnPath(from, forged)}>` },
      {
        Name: "Received",
        Value: `by ${receiver}.inbound.postmarkapp.com (Postfix, from userid 996)\tid ${id.slice(0, 8)}`,
      },
      { Name: "X-Spam-Status", Value: "No" },
      {
        Name: "X-Spam-Tests",
        Value: forged ? "SPF_PASS" : "DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS",
      },
      {
        Name: "Received-SPF",
        Value: `pass (sender is authorized) receiver=${receiver}; identity=mailfrom; envelope-from="${returnPath(from, forged)}"; helo=mail.example; client-ip=192.0.2.1`,
      },
      {
        Name: "Received",
        Value: `from mail.example (mail.example [192.0.2.1])\tby ${receiver}.inbound.postmarkapp.com (Postfix)`,
      },
      { Name: "DKIM-Signature", Value: signature(from) },
      { Name: "Message-ID", Value: `<${id}@mail.example>` },
    ],
    Attachments: [],
  };
  return { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

/** As https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/inbound-email has it. */
function sendgrid({ from, to, cc, forged, id }: Email): Payload {
  const body = new FormData();
  const headers = [
    `DKIM-Signature: ${signature(from)}`,
    `From: ${from}`,
    `Message-ID: <${id}@mail.example>`,
    "Received: from mail.example (mxd [192.0.2.1]) by mx.sendgrid.net with ESMTP id 1",
    "Subject: Confirm",
    `To: ${to}`,
  ];
  body.set("headers", `${headers.join("\n")}\n`);
  body.set("dkim", forged ? "none" : `{@${domainOf(from)} : pass}`);
  body.set("SPF", "pass");
  body.set("sender_ip", "192.0.2.1");
  body.set("from", from);
  body.set("to", to);
  if (cc.length > 0) body.set("cc", cc.join(", "));
  body.set("subject", "Confirm");
  body.set("text", "Hello\n");
  body.set("envelope", JSON.stringify({ to: [to], from: returnPath(from, forged) }));
  body.set("charsets", JSON.stringify({ from: "UTF-8", to: "UTF-8", text: "utf-8" }));
  body.set("attachments", "0");
  return { body, headers: {} };
}

/** Who forges a sender has a mailbox of their own, for which SPF passes. */
function returnPath(from: string, forged: boolean): string {
  return forged ? "bounce@elsewhere.example" : from;
}

function signature(from: string): string {
  return `v=1; a=rsa-sha256; d=${domainOf(from)}; s=1; h=from:to:subject:message-id:from:to; bh=0; b=0`;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
