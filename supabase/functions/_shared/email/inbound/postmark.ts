import { z } from "zod";
import { Fault } from "../../errors.ts";
import { type Authentication, domainOf, refusalOf } from "./authenticated.ts";
import { isAutomatic } from "./automatic.ts";
import { type HeaderLine, isNamed, valuesOf } from "./header-lines.ts";
import { type InboundEmail, keyOf, recipientsOf } from "./inbound-email.ts";
import { plainAddress, type Sender, senderOf } from "./mailbox.ts";
import { coverRecipient, readSignatures } from "./signatures.ts";
import { timesToSign } from "./to-header.ts";

const party = z.object({ Email: z.string() });
const header = z
  .object({ Name: z.string(), Value: z.string() })
  .transform(({ Name, Value }): HeaderLine => ({ name: Name, value: Value }));

const postmarkEmail = z.object({
  MessageID: z.string().min(1),
  From: z.string(),
  FromFull: party,
  ToFull: z.array(party).default([]),
  CcFull: z.array(party).default([]),
  Headers: z.array(header).default([]),
});
type PostmarkEmail = z.infer<typeof postmarkEmail>;

/**
 * An email as Postmark's inbound webhook posts it
 * (https://postmarkapp.com/developer/webhooks/inbound-webhook). What it found of SPF and DKIM it
 * writes into headers, above those that the email came with; From and To it takes out of them.
 */
export async function readPostmark(body: unknown): Promise<InboundEmail> {
  const parsed = postmarkEmail.safeParse(body);
  if (!parsed.success) {
    throw new Fault("bad_request", { detail: "not an email of Postmark's", cause: parsed.error });
  }
  const email = parsed.data;
  const sender = readSender(email);
  const recipients = recipientsOf(email.ToFull.map(({ Email }) => plainAddress(Email)));
  const [returnPath] = valuesOf(email.Headers, "return-path");
  return {
    provider: "postmark",
    key: await keyOf("postmark", email.MessageID),
    recipients,
    copied: recipientsOf(email.CcFull.map(({ Email }) => plainAddress(Email))),
    from: "address" in sender ? sender.address : null,
    unproved:
      "unproved" in sender
        ? sender.unproved
        : (refusalOf(sender.address, authenticationOf(sender.address, email.Headers, recipients)) ??
          (isAutomatic((name) => valuesOf(email.Headers, name), returnPath) ? "automatic" : null)),
  };
}

/** One mailbox, wherever Postmark tells of it; a second From would stand among the headers. */
function readSender({ From, FromFull, Headers }: PostmarkEmail): Sender {
  const sender = senderOf(FromFull.Email);
  if ("unproved" in sender) return sender;
  const others = [From, ...valuesOf(Headers, "from")];
  for (const text of others) {
    const other = senderOf(text);
    if ("unproved" in other) return other;
    if (other.address !== sender.address) return { unproved: "several_senders" };
  }
  return sender;
}

/**
 * Postmark's own lines end where it says from whom it received the email; what stands below came
 * with it, and may say anything.
 */
function authenticationOf(
  from: string,
  headers: HeaderLine[],
  recipients: string[],
): Authentication {
  const received = headers.findIndex(
    (one) => isNamed(one, "received") && /^\s*from\s/i.test(one.value),
  );
  const own = headers.slice(0, Math.max(received, 0));
  const tests = valuesOf(own, "x-spam-tests").flatMap((value) => value.split(/[\s,]+/));
  const spf = valuesOf(own, "received-spf");
  const signatures = readSignatures(valuesOf(headers, "dkim-signature"));
  const times = timesToSign(valuesOf(headers, "to"), recipients);
  const domain = domainOf(from);
  // SpamAssassin's DKIM_VALID_AU: a good signature of the author's own domain. It does not say
  // which, nor whom it took for the author: all signatures must be of that domain.
  const signed =
    tests.includes("DKIM_VALID_AU") &&
    signatures.every((one) => one.domain === domain) &&
    coverRecipient(signatures, domain, times);
  return {
    dkimDomains: signed ? [domain] : [],
    spfDomain: spf.length === 1 ? spfDomain(spf[0] ?? "") : null,
  };
}

/** `pass (…) receiver=…; identity=mailfrom; envelope-from="ada@engines.example"; …` (RFC 7208, 9.1) */
function spfDomain(value: string): string | null {
  const senders = [...value.matchAll(/envelope-from=("?)([^\s";]*)\1(?=[\s;]|$)/gi)];
  const mailFrom = value.match(/identity=mailfrom(?=[\s;]|$)/gi) ?? [];
  if (!/^\s*pass[\s(]/i.test(value) || senders.length !== 1 || mailFrom.length !== 1) return null;
  // Twice the word, in whatever disguise, is once too often.
  if (value.match(/envelope-from/gi)?.length !== 1) return null;
  const address = plainAddress(senders[0]?.[2] ?? "");
  return address === null ? null : domainOf(address);
}
