import { z } from "zod";
import { optional, parseFields, sid } from "./fields.ts";

/** What a status callback says about one part of a text. It carries no time. */
export interface StatusCallback {
  messageSid: string;
  accountSid: string;
  messagingServiceSid: string | null;
  /** Lower case. Twilio may add values, so this is text: who stores it decides what it knows. */
  status: string;
  /** Twilio's error code, e.g. 21610; only of `failed` and `undelivered`. */
  errorCode: number | null;
  /** Our id of the part, from the `part` parameter that we put into the callback URL. */
  partId: string | null;
  from: string | null;
  to: string | null;
}

const statusFields = z.object({
  MessageSid: sid("SM", "MM"),
  AccountSid: sid("AC"),
  MessagingServiceSid: optional(sid("MG")),
  MessageStatus: z.string().trim().min(1).max(64).toLowerCase(),
  ErrorCode: optional(z.coerce.number().int().nonnegative()),
  From: optional(z.string().max(64)),
  To: optional(z.string().max(64)),
  part: optional(z.uuid()),
});

/**
 * Reads the fields of a verified status callback; `requestUrl` holds our `part` parameter.
 * Throws `bad_request` when they are not as Twilio sends them.
 */
export function parseStatus(fields: Record<string, string>, requestUrl: string): StatusCallback {
  const part = new URL(requestUrl).searchParams.get("part") ?? "";
  const callback = parseFields(statusFields, { ...fields, part });
  return {
    messageSid: callback.MessageSid,
    accountSid: callback.AccountSid,
    messagingServiceSid: callback.MessagingServiceSid ?? null,
    status: callback.MessageStatus,
    errorCode: callback.ErrorCode || null,
    partId: callback.part ?? null,
    from: callback.From ?? null,
    to: callback.To ?? null,
  };
}
