import { z } from "zod";
import { neverConnected } from "../http/never-connected.ts";
import { sid } from "./fields.ts";
import {
  answeredStatus,
  type Connection,
  type Credentials,
  connect,
  type UnknownCause,
  unknownCause,
} from "./rest-client.ts";

/** Waits before a text is offered again, in seconds; Twilio's own `Retry-After` is kept within. */
const RETRY_AFTER_SECONDS_MIN = 1;
const RETRY_AFTER_SECONDS_MAX = 60;
const UNREACHABLE_SECONDS = 5;

/** How many of the newest messages between two numbers are looked through for a lost one. */
const FIND_MESSAGES_MAX = 200;
const FIND_PAGE_SIZE = 100;
/** Our clock and Twilio's may disagree a little, and its dates are whole seconds. */
const CLOCK_SKEW_MS = 5_000;
/** What Twilio puts before every text of a trial account. */
const TRIAL_PREFIX = "Sent from your Twilio trial account - ";

export interface PartToSend {
  credentials: Credentials;
  /** E.164. */
  to: string;
  /** The number that was texted: a reply leaves from it, of whatever pool it is. */
  from: string;
  messagingServiceSid: string | null;
  /** At most 1,600 characters (`splitParts`). */
  body: string;
  /** Where Twilio posts status callbacks, our part's id in its query; null: it posts none. */
  statusCallback: string | null;
  /** How long Twilio may queue the text before it drops it, 1 to 36,000. */
  validityPeriodSeconds: number;
  /** How long the answer may take, headers and body. */
  deadlineMs: number;
}

/**
 * What became of a part.
 * - `accepted`: Twilio has it. `segments` is null when Twilio does not know yet (messaging services).
 * - `later`: it was certainly not processed, offer it again: Twilio's 429; no connection could be
 *   made, so nothing was sent; or our own configuration is not one to send with.
 * - `rejected`: Twilio refused it, and says why (https://www.twilio.com/docs/api/errors).
 * - `unknown`: it may or may not have been sent. Never send again on this alone: `POST Messages`
 *   has no idempotency key. A 4xx without Twilio's code came from something in between.
 */
export type SendResult =
  | { kind: "accepted"; sid: string; status: string; segments: number | null }
  | {
      kind: "later";
      reason: "rate_limited" | "unreachable" | "not_configured";
      retryAfterSeconds: number;
      code: number | null;
    }
  | { kind: "rejected"; code: number; httpStatus: number }
  | { kind: "unknown"; cause: UnknownCause };

const createdMessage = z.object({
  sid: sid("SM", "MM"),
  status: z.string(),
  numSegments: z.coerce.number().int().nonnegative().catch(0),
});

/** Offers one part to Twilio, once. Never throws, and nothing of the text is in the result. */
export async function sendPart(part: PartToSend): Promise<SendResult> {
  const twilio = connect(part.credentials, part.deadlineMs);
  if (twilio === null) return later("not_configured", RETRY_AFTER_SECONDS_MAX);
  try {
    const message = await twilio.client.messages.create({
      to: part.to,
      from: part.from,
      ...(part.messagingServiceSid === null
        ? {}
        : { messagingServiceSid: part.messagingServiceSid }),
      body: part.body,
      ...(part.statusCallback === null ? {} : { statusCallback: part.statusCallback }),
      validityPeriod: part.validityPeriodSeconds,
    });
    const created = createdMessage.safeParse(message);
    if (!created.success) return { kind: "unknown", cause: "unreadable" };
    const { sid, status, numSegments } = created.data;
    return { kind: "accepted", sid, status, segments: numSegments || null };
  } catch (error) {
    return refusal(error, twilio);
  }
}

export interface TextToFind {
  credentials: Credentials;
  to: string;
  /** Null when a messaging service chose the number. */
  from: string | null;
  body: string;
  /** When the POST whose answer was lost began. */
  sentAfter: Date;
  deadlineMs: number;
}

export interface FoundText {
  sid: string;
  status: string;
  errorCode: number | null;
  createdAt: Date;
}

/**
 * What Twilio's list says of a text whose POST got no answer.
 * - `found`: every outbound message of the same numbers and body since then, newest first. One
 *   whose SID the caller knows as another part's is an equal text, and proves nothing.
 * - `absent`: there is none, which counts only some time after the POST.
 * - `unavailable`: nothing is settled.
 */
export type FindResult =
  | { kind: "found"; messages: FoundText[] }
  | { kind: "absent" }
  | { kind: "unavailable"; cause: UnknownCause | "not_configured" | "too_many" };

const listedMessage = z.object({
  sid: sid("SM", "MM"),
  status: z.string(),
  errorCode: z.number().int().nullable().catch(null),
  direction: z.string(),
  body: z.string().nullable(),
  dateCreated: z.date(),
});

/** Looks a text up in Twilio's list. Never throws. */
export async function findText(text: TextToFind): Promise<FindResult> {
  const twilio = connect(text.credentials, text.deadlineMs);
  if (twilio === null) return { kind: "unavailable", cause: "not_configured" };
  const since = text.sentAfter.getTime() - CLOCK_SKEW_MS;
  try {
    // Not by DateSent: a text that waits in Twilio's queue has none. The newest come first.
    const listed = await twilio.client.messages.list({
      to: text.to,
      ...(text.from === null ? {} : { from: text.from }),
      limit: FIND_MESSAGES_MAX,
      pageSize: FIND_PAGE_SIZE,
    });
    const messages = z.array(listedMessage).parse(listed);
    const recent = messages.filter((message) => message.dateCreated.getTime() >= since);
    const same = recent.filter((message) => isThisText(message, text.body));
    if (same.length > 0) return { kind: "found", messages: same.map(found) };
    if (recent.length >= FIND_MESSAGES_MAX) return { kind: "unavailable", cause: "too_many" };
    return { kind: "absent" };
  } catch (error) {
    return { kind: "unavailable", cause: unknownCause(error, twilio) };
  }
}

function isThisText(message: z.infer<typeof listedMessage>, body: string): boolean {
  if (!message.direction.startsWith("outbound")) return false;
  return message.body === body || message.body === TRIAL_PREFIX + body;
}

function found(message: z.infer<typeof listedMessage>): FoundText {
  const { sid, status, errorCode, dateCreated } = message;
  return { sid, status, errorCode, createdAt: dateCreated };
}

function refusal(error: unknown, twilio: Connection): SendResult {
  const { status, code } = answeredStatus(error);
  // A token that was rotated, or is wrong: Twilio did not process the text, and will once it is right.
  if (status === 401) return later("not_configured", RETRY_AFTER_SECONDS_MAX, code);
  if (status === 429) return later("rate_limited", retryAfter(twilio.http.retryAfter), code);
  if (status !== null && status >= 400 && status < 500 && code !== null) {
    return { kind: "rejected", code, httpStatus: status };
  }
  if (status === null && neverConnected(error)) return later("unreachable", UNREACHABLE_SECONDS);
  return { kind: "unknown", cause: unknownCause(error, twilio) };
}

function later(
  reason: Extract<SendResult, { kind: "later" }>["reason"],
  retryAfterSeconds: number,
  code: number | null = null,
): SendResult {
  return { kind: "later", reason, retryAfterSeconds, code };
}

/** Seconds of a `Retry-After` header; its other form, a date, Twilio does not use. */
function retryAfter(header: string | null): number {
  const seconds = Number(header ?? Number.NaN);
  if (!Number.isFinite(seconds)) return RETRY_AFTER_SECONDS_MIN;
  return Math.min(Math.max(Math.ceil(seconds), RETRY_AFTER_SECONDS_MIN), RETRY_AFTER_SECONDS_MAX);
}
