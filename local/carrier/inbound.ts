import { parsePhoneNumberFromString } from "libphonenumber-js";
import { countSegments } from "../../supabase/functions/_shared/text/segments.ts";
import type { CarrierConfig } from "./config.ts";
import type { Faults } from "./faults.ts";
import { mediumPath } from "./media.ts";
import { type Medium, type Message, newSid } from "./message.ts";
import type { MessageBook } from "./message-book.ts";
import type { OptOuts, OptOutType } from "./opt-outs.ts";
import { type PostOutcome, signedPost } from "./signed-post.ts";
import type { WebhookLog } from "./webhook-log.ts";

export interface InboundParts {
  config: CarrierConfig;
  book: MessageBook;
  faults: Faults;
  optOuts: OptOuts;
  webhooks: WebhookLog;
  /** Where the carrier itself can be reached. */
  url: string;
  stopping: AbortSignal;
}

/** What a person sends along: the thing itself, or where it lies. */
export type PersonsMedium = { contentType: string } & ({ base64: string } | { url: string });

/** A text from a person to one of the carrier's numbers. */
export interface PersonsText {
  from: string;
  to: string;
  body: string;
  media: PersonsMedium[];
  /** The SID of an earlier text delivers that one again. */
  messageSid?: string | undefined;
}

export interface InboundResult {
  messageSid: string;
  /** The HTTP status of the application's answer; null when there was none, and `error` says why. */
  webhookStatus: number | null;
  ackMs: number;
  responseBody: string;
  error: string | null;
  /** What the carrier itself answered the person after STOP, START or HELP. */
  carrierReply: string | null;
}

/** A post that never comes, and neither does its second try. */
const LOST: PostOutcome = { status: null, ms: 0, responseBody: "", error: "lost", attempts: 2 };

/** Delivers a person's text to the application's webhook, as Twilio would. */
export async function receiveText(text: PersonsText, parts: InboundParts): Promise<InboundResult> {
  const messageSid = text.messageSid ?? newSid(text.media.length > 0 ? "MM" : "SM");
  const keyword = parts.optOuts.hear(text.from, text.to, text.body);
  const message = parts.book.get(messageSid) ?? inboundMessage(text, messageSid, parts);
  if (parts.book.get(messageSid) === undefined) parts.book.add(message);

  const parameters = webhookParameters(message, parts.config, keyword?.type ?? null);
  const times = parts.faults.strikes("webhooksDoubled") ? 2 : 1;
  const [first] = await Promise.all(
    Array.from({ length: times }, () => post(message, parameters, parts)),
  );
  return {
    messageSid,
    webhookStatus: first?.status ?? null,
    ackMs: first?.ms ?? 0,
    responseBody: first?.responseBody ?? "",
    error: first?.error ?? null,
    carrierReply: keyword?.reply ?? null,
  };
}

async function post(
  message: Message,
  parameters: Record<string, string>,
  { config, faults, webhooks, stopping }: InboundParts,
): Promise<PostOutcome> {
  const at = new Date();
  const { inboundUrl, authToken, webhookTimeoutMs } = config;
  const outcome = faults.strikes("webhooksLost")
    ? LOST
    : await signedPost(inboundUrl, parameters, authToken, webhookTimeoutMs, stopping);
  webhooks.add({ at, messageSid: message.sid, from: message.from, to: message.to, ...outcome });
  return outcome;
}

function inboundMessage(text: PersonsText, sid: string, parts: InboundParts): Message {
  const { from, to, body } = text;
  const now = new Date();
  return {
    sid,
    direction: "inbound",
    from,
    to,
    body,
    ...countSegments(body),
    media: text.media.map((one) => medium(one, sid, parts)),
    messagingServiceSid: null,
    statusCallback: null,
    validityPeriodSeconds: null,
    status: "received",
    errorCode: null,
    createdAt: now,
    sentAt: now,
    updatedAt: now,
    history: [{ status: "received", at: now }],
    callbacks: [],
  };
}

function medium(sent: PersonsMedium, messageSid: string, { config, url }: InboundParts): Medium {
  const { contentType } = sent;
  const sid = newSid("ME");
  if ("url" in sent) return { sid, contentType, url: sent.url, bytes: null };
  return {
    sid,
    contentType,
    url: url + mediumPath(config.accountSid, messageSid, sid),
    bytes: Buffer.from(sent.base64, "base64"),
  };
}

/** https://www.twilio.com/docs/messaging/guides/webhook-request#parameters-in-twilios-request */
function webhookParameters(
  message: Message,
  config: CarrierConfig,
  optOut: OptOutType | null,
): Record<string, string> {
  const service = config.messagingServices.find(({ number }) => number === message.to);
  return {
    ToCountry: countryOf(message.to),
    ToState: "",
    SmsMessageSid: message.sid,
    NumMedia: String(message.media.length),
    ToCity: "",
    FromZip: "",
    SmsSid: message.sid,
    FromState: "",
    SmsStatus: "received",
    FromCity: "",
    Body: message.body,
    FromCountry: countryOf(message.from),
    To: message.to,
    ...(service && { MessagingServiceSid: service.sid }),
    ToZip: "",
    ...(optOut && { OptOutType: optOut }),
    NumSegments: String(message.segments),
    MessageSid: message.sid,
    AccountSid: config.accountSid,
    From: message.from,
    ApiVersion: "2010-04-01",
    ...mediaParameters(message.media),
  };
}

function mediaParameters(media: Message["media"]): Record<string, string> {
  const pairs = media.flatMap(({ url, contentType }, index) => [
    [`MediaUrl${index}`, url],
    [`MediaContentType${index}`, contentType],
  ]);
  return Object.fromEntries(pairs);
}

/** +1 alone does not tell the country; a fictional 555 number has none, so it counts as the US. */
function countryOf(number: string): string {
  const phone = parsePhoneNumberFromString(number);
  return phone?.country ?? (phone?.countryCallingCode === "1" ? "US" : "");
}
