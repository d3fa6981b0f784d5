import { z } from "zod";
import { Fault } from "../../errors.ts";
import { domainOf, refusalOf } from "./authenticated.ts";
import { isAutomatic } from "./automatic.ts";
import { aboveBody, type HeaderLine, headerLines, valuesOf } from "./header-lines.ts";
import { type InboundEmail, keyOf, recipientsOf } from "./inbound-email.ts";
import { addressesIn, plainAddress, type Sender, senderOf } from "./mailbox.ts";
import { coverRecipient, readSignatures } from "./signatures.ts";
import { timesToSign } from "./to-header.ts";

const envelope = z.object({ from: z.string() });

/**
 * An email as SendGrid's Inbound Parse posts it, parsed or raw
 * (https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/inbound-email). What it found
 * of SPF and DKIM are fields of its own; its `headers` come sorted, so no result in them is
 * believed. They must say the same as its fields of whom the email is from and to.
 */
export async function readSendGrid(form: FormData): Promise<InboundEmail> {
  const delivered = readEnvelope(field(form, "envelope"));
  const text = field(form, "headers") || aboveBody(field(form, "email"));
  const headers = headerLines(text);
  const sender = readSender(field(form, "from"), valuesOf(headers, "from"));
  const recipients = recipientsOf(addressesIn(field(form, "to")));
  const returnPath = plainAddress(delivered.from);
  const spfPassed = field(form, "SPF").trim().toLowerCase() === "pass";
  return {
    provider: "sendgrid",
    key: await keyOf("sendgrid", field(form, "envelope"), ...headers.map(lineOf)),
    recipients,
    copied: recipientsOf(addressesIn(field(form, "cc"))),
    from: "address" in sender ? sender.address : null,
    unproved:
      "unproved" in sender
        ? sender.unproved
        : (refusalOf(sender.address, {
            dkimDomains: dkimDomains(field(form, "dkim"), headers, recipients),
            spfDomain: returnPath !== null && spfPassed ? domainOf(returnPath) : null,
          }) ??
          (isAutomatic((name) => valuesOf(headers, name), delivered.from) ? "automatic" : null)),
  };
}

/** One mailbox, in SendGrid's field and in the one header. */
function readSender(told: string, [header, ...others]: string[]): Sender {
  const sender = senderOf(told);
  if ("unproved" in sender) return sender;
  if (others.length > 0) return { unproved: "several_senders" };
  const written = senderOf(header ?? "");
  if ("unproved" in written) return written;
  return written.address === sender.address ? sender : { unproved: "several_senders" };
}

function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function readEnvelope(json: string): z.infer<typeof envelope> {
  try {
    return envelope.parse(JSON.parse(json));
  } catch (cause) {
    throw new Fault("bad_request", { detail: "the envelope cannot be read", cause });
  }
}

/** `{@engines.example : pass, @lists.example : fail}`; anything else says nothing. */
function dkimDomains(results: string, headers: HeaderLine[], recipients: string[]): string[] {
  if (!/^\{(?:\s*@[a-z0-9.-]+\s*:\s*[a-z]+\s*,?)*\}$/i.test(results.trim())) return [];
  const signatures = readSignatures(valuesOf(headers, "dkim-signature"));
  const times = timesToSign(valuesOf(headers, "to"), recipients);
  return [...results.matchAll(/@([a-z0-9.-]+)\s*:\s*pass\b/gi)]
    .map(([, domain = ""]) => domain)
    .filter((domain) => coverRecipient(signatures, domain, times));
}

function lineOf({ name, value }: HeaderLine): string {
  return `${name}:${value}`;
}
