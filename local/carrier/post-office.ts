import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Answer, type Call, jsonAnswer } from "./http.ts";
import type { InboundParts } from "./inbound.ts";

/** Beyond this the oldest are forgotten. */
const ENTRIES_MAX = 10_000;

const email = z.object({
  From: z.string().min(1),
  To: z.string().min(1),
  Subject: z.string(),
  TextBody: z.string(),
  Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
});

/** Whom Postmark would call inactive: after a bounce, or a complaint. */
const INACTIVE = /^inactive@/;

export interface Email {
  at: Date;
  from: string;
  to: string;
  subject: string;
  text: string;
  messageId: string | null;
}

/** A webhook that the application posted to a hook, and what it was answered. */
export interface Hook {
  at: Date;
  name: string;
  headers: Call["headers"];
  body: string;
  status: number;
}

/** Postmark's `POST /email`, and hooks that catch the webhooks of the application. */
export class PostOffice {
  #emails: Email[] = [];
  #hooks: Hook[] = [];

  emails(): readonly Email[] {
    return this.#emails;
  }

  hooks(): readonly Hook[] {
    return this.#hooks;
  }

  clear(): void {
    this.#emails = [];
    this.#hooks = [];
  }

  takeEmail(call: Call, { config, faults }: Pick<InboundParts, "config" | "faults">): Answer {
    if (faults.strikes("email500")) return jsonAnswer(500, {});
    if (call.headers["x-postmark-server-token"] !== config.emailToken) {
      return refusal(401, 10, "The Server Token you provided is invalid.");
    }
    const parsed = email.safeParse(parse(call.body));
    if (!parsed.success) return refusal(422, 300, "Invalid email request");
    const { From, To, Subject, TextBody, Headers } = parsed.data;
    if (INACTIVE.test(To)) return refusal(422, 406, "You tried to send to an inactive recipient.");
    const messageId = Headers.find((header) => header.Name === "Message-ID")?.Value ?? null;
    const at = new Date();
    keep(this.#emails, { at, from: From, to: To, subject: Subject, text: TextBody, messageId });
    const accepted = { To, SubmittedAt: at, MessageID: randomUUID(), ErrorCode: 0, Message: "OK" };
    return jsonAnswer(200, accepted);
  }

  takeHook(call: Call, name: string, { faults }: Pick<InboundParts, "faults">): Answer {
    const status = faults.strikes("hook500") ? 500 : faults.strikes("hook410") ? 410 : 200;
    keep(this.#hooks, { at: call.at, name, headers: call.headers, body: call.body, status });
    return jsonAnswer(status, {});
  }
}

function refusal(status: number, code: number, message: string): Answer {
  return jsonAnswer(status, { ErrorCode: code, Message: message });
}

function keep<Entry>(entries: Entry[], entry: Entry): void {
  entries.push(entry);
  if (entries.length > ENTRIES_MAX) entries.shift();
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
