import { randomBytes } from "node:crypto";

export type Direction = "inbound" | "outbound-api";

/** One status of a text and when the carrier gave it. */
export interface StatusChange {
  status: string;
  at: Date;
}

/** One status callback: what became of its post. */
export interface CallbackAttempt {
  status: string;
  at: Date;
  /** The HTTP status of the answer, or why there is none. */
  outcome: number | "dropped" | "held" | "failed";
}

/** What came with a text: kept here, or only a URL elsewhere. */
export interface Medium {
  sid: string;
  contentType: string;
  /** What the webhook names. */
  url: string;
  bytes: Buffer | null;
}

/** A text as the carrier keeps it, in either direction. */
export interface Message {
  sid: string;
  direction: Direction;
  from: string;
  to: string;
  body: string;
  encoding: string;
  segments: number;
  media: Medium[];
  messagingServiceSid: string | null;
  statusCallback: string | null;
  validityPeriodSeconds: number | null;
  status: string;
  errorCode: number | null;
  createdAt: Date;
  /** Null while it waits in the carrier's queue. */
  sentAt: Date | null;
  updatedAt: Date;
  history: StatusChange[];
  callbacks: CallbackAttempt[];
}

/** An identifier in Twilio's shape: of a text, one with media, or a medium. */
export function newSid(kind: "SM" | "MM" | "ME" = "SM"): string {
  return kind + randomBytes(16).toString("hex");
}

export function changeStatus(message: Message, status: string, errorCode: number | null): void {
  const at = new Date();
  message.status = status;
  message.errorCode = errorCode;
  message.updatedAt = at;
  if (status === "sent") message.sentAt = at;
  message.history.push({ status, at });
}
