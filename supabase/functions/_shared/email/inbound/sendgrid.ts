import { z } from "zod";
import { Fault } from "../../errors.ts";
import { domainOf, refusalOf } from "./authenticated.ts";
import { type InboundEmail, keyOf, recipientsOf } from "./inbound-email.ts";
import { addressesIn, plainAddress, senderOf } from "./mailbox.ts";
import { coverRecipient, readSignature } from "./signatures.ts";

const envelope = z.object({ from: z.string() });

/**
 * An email as SendGrid's Inbound Parse posts it, parsed or raw
 * (https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/inbound-email). What it found
 * of SPF and DKIM are fields of its own; its `headers` come sorted, so nothing in them is believed.
 */
export async function readSendGrid(form: FormData): Promise<InboundEmail> {
  const delivered = readEnvelope(field(form, "envelope"));
  const headers = headersOf(field(form, "headers") || field(form, "email"));
  const sender =
    valuesOf(headers, "from").length > 1
      ? { unproved: "several_senders" as const }
      : senderOf(field(form, "from"));
  const from = "address" in sender ? sender.address : null;
  const returnPath = plainAddress(delivered.from);
  return {
    provider: "sendgrid",
    key: await keyOf("sendgrid", field(form, "envelope"), ...headers),
    recipients: recipientsOf(addressesIn(field(form, "to"))),
    copied: recipientsOf(addressesIn(field(form, "cc"))),
    from,
    unproved:
      "unproved" in sender
        ? sender.unproved
        : refusalOf(sender.address, {
            dkimDomains: dkimDomains(field(form, "dkim"), valuesOf(headers, "dkim-signature")),
            spfDomain:
              returnPath !== null && field(form, "SPF").trim().toLowerCase() === "pass"
                ? domainOf(returnPath)
                : null,
          }),
  };
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
function dkimDomains(results: string, signatures: string[]): string[] {
  if (!/^\{(?:\s*@[a-z0-9.-]+\s*:\s*[a-z]+\s*,?)*\}$/i.test(results.trim())) return [];
  const read = signatures.flatMap((value) => readSignature(value) ?? []);
  return [...results.matchAll(/@([a-z0-9.-]+)\s*:\s*pass\b/gi)]
    .map(([, domain = ""]) => domain)
    .filter((domain) => coverRecipient(read, domain));
}

/** The header lines above the body, unfolded. */
function headersOf(text: string): string[] {
  const [above = ""] = text.split(/\r?\n\r?\n/, 1);
  return above.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
}

function valuesOf(headers: string[], name: string): string[] {
  return headers
    .filter((line) => line.slice(0, line.indexOf(":")).trim().toLowerCase() === name)
    .map((line) => line.slice(line.indexOf(":") + 1));
}
