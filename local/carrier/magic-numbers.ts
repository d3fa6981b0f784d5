import type { ErrorCode } from "./errors.ts";

/** Twilio's own test numbers: https://www.twilio.com/docs/iam/test-credentials#magic-input */
export const REFUSED_TO: Record<string, ErrorCode | undefined> = {
  "+15005550001": 21211,
  "+15005550002": 21612,
  "+15005550003": 21408,
  "+15005550004": 21610,
  "+15005550009": 21614,
};

export const REFUSED_FROM: Record<string, ErrorCode | undefined> = {
  "+15005550001": 21212,
  "+15005550007": 21606,
  "+15005550008": 21611,
};

/**
 * This carrier's own: accepted, and then not delivered, with the error code that the status
 * callback carries. `failed` never left, `undelivered` was refused on the way.
 */
export const NOT_DELIVERED: Record<
  string,
  { status: "failed" | "undelivered"; errorCode: number } | undefined
> = {
  "+15005550010": { status: "undelivered", errorCode: 30003 }, // unreachable handset
  "+15005550011": { status: "undelivered", errorCode: 30005 }, // unknown or disconnected
  "+15005550012": { status: "undelivered", errorCode: 30006 }, // landline
  "+15005550013": { status: "undelivered", errorCode: 30007 }, // filtered as spam
  "+15005550014": { status: "undelivered", errorCode: 30008 }, // unknown error
  "+15005550015": { status: "failed", errorCode: 30001 }, // queue overflow
  "+15005550016": { status: "undelivered", errorCode: 21610 }, // opted out elsewhere
};
