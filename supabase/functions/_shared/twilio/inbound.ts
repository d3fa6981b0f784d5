import { z } from "zod";
import { parseAddress } from "./address.ts";
import { optional, parseFields, sid } from "./fields.ts";

/** Twilio's own limit. */
const MEDIA_MAX = 10;

const optOutTypes = { STOP: "stop", START: "start", HELP: "help" } as const;
export type OptOutType = (typeof optOutTypes)[keyof typeof optOutTypes];

/** A text as Twilio's messaging webhook brings it. */
export interface InboundText {
  messageSid: string;
  accountSid: string;
  messagingServiceSid: string | null;
  /** E.164, or the digits of a short code. */
  from: string;
  fromKind: "phone" | "short_code";
  /** Our own number. */
  to: string;
  /** Empty for a picture without words. */
  body: string;
  media: Array<{ url: string; contentType: string | null }>;
  /** Set when Twilio itself acted on an opt-out word (Advanced Opt-Out) and has answered it. */
  optOutType: OptOutType | null;
  segments: number | null;
  /** ISO 3166 code of the sender's country, as the carrier believes it. */
  fromCountry: string | null;
}

const address = z.string().transform((text, context) => {
  const parsed = parseAddress(text);
  if (parsed !== null) return parsed;
  context.addIssue({ code: "custom", message: "neither E.164 nor a short code" });
  return z.NEVER;
});

const inboundFields = z.object({
  MessageSid: sid("SM", "MM"),
  AccountSid: sid("AC"),
  MessagingServiceSid: optional(sid("MG")),
  From: address,
  To: address,
  Body: z.string().default(""),
  NumMedia: optional(z.coerce.number().int().min(0).max(MEDIA_MAX)),
  NumSegments: optional(z.coerce.number().int().nonnegative()),
  FromCountry: optional(z.string().max(2)),
  OptOutType: optional(z.string()),
});

/**
 * Reads the fields of a verified inbound webhook. Throws `bad_request` when they are not a text
 * from a number that can be answered.
 */
export function parseInbound(fields: Record<string, string>): InboundText {
  const text = parseFields(inboundFields, fields);
  return {
    messageSid: text.MessageSid,
    accountSid: text.AccountSid,
    messagingServiceSid: text.MessagingServiceSid ?? null,
    from: text.From.value,
    fromKind: text.From.kind,
    to: text.To.value,
    body: text.Body,
    media: readMedia(fields, text.NumMedia ?? 0),
    optOutType: readOptOut(text.OptOutType),
    segments: text.NumSegments ?? null,
    fromCountry: text.FromCountry ?? null,
  };
}

function readMedia(fields: Record<string, string>, count: number): InboundText["media"] {
  return Array.from({ length: count }, (_, index) => ({
    url: fields[`MediaUrl${index}`] ?? "",
    contentType: fields[`MediaContentType${index}`] || null,
  })).filter((media) => /^https?:/.test(media.url) && URL.canParse(media.url));
}

/** A value that Twilio adds one day is no opt-out until we know it. */
function readOptOut(value: string | undefined): OptOutType | null {
  const types: Record<string, OptOutType | undefined> = optOutTypes;
  return types[value?.toUpperCase() ?? ""] ?? null;
}
