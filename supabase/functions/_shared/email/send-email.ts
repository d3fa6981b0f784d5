import { z } from "zod";
import { env } from "../env.ts";
import { fetchOnce } from "../http/fetch-once.ts";

const API_URL = "https://api.postmarkapp.com";
const DEADLINE_MS = 10_000;

/**
 * Postmark's codes for what is amiss with our account and not with the email: no or a wrong token,
 * a sender that is not confirmed, no credits, not yet approved
 * (https://postmarkapp.com/developer/api/overview#error-codes).
 */
const ACCOUNT_CODES = new Set([10, 400, 401, 405, 412]);

export interface EmailToSend {
  /** One address. */
  to: string;
  subject: string;
  text: string;
  /** A uuid: a second email of the same key has the same Message-ID, so that mailboxes may see it. */
  key: string;
}

/**
 * What became of an email.
 * - `accepted`: Postmark has it.
 * - `config`: it was certainly not sent, and nothing will be until somebody mends our settings.
 * - `rejected`: Postmark refused this one, and says why (406: an inactive recipient).
 * - `unknown`: it may or may not have been sent. Postmark has no idempotency key.
 */
export type EmailResult =
  | { kind: "accepted"; id: string }
  | { kind: "config"; code: string }
  | { kind: "rejected"; code: number }
  | { kind: "unknown"; cause: string };

const answer = z.object({ ErrorCode: z.number().int(), MessageID: z.string().optional() });

/**
 * Sends an email through Postmark's REST API, once. Never throws.
 * Environment: POSTMARK_SERVER_TOKEN, EMAIL_FROM (an address or `Name <address>`), EMAIL_API_URL.
 */
export async function sendEmail(email: EmailToSend): Promise<EmailResult> {
  const token = env("POSTMARK_SERVER_TOKEN");
  const from = env("EMAIL_FROM");
  if (token === undefined || from === undefined) {
    return { kind: "config", code: "email_not_configured" };
  }
  const apiUrl = env("EMAIL_API_URL") ?? API_URL;
  if (!URL.canParse(apiUrl)) return { kind: "config", code: "email_not_configured" };
  const domain = from.replace(/^.*@/, "").replace(/>?\s*$/, "");
  try {
    const response = await fetchOnce(new URL("/email", apiUrl), {
      method: "POST",
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "x-postmark-server-token": token,
      },
      body: JSON.stringify({
        From: from,
        To: email.to,
        Subject: email.subject,
        TextBody: email.text,
        // Else Postmark puts an id of its own in its place.
        Headers: [
          { Name: "Message-ID", Value: `<${email.key}@${domain}>` },
          { Name: "X-PM-KeepID", Value: "true" },
        ],
      }),
      redirect: "manual",
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return result(response.status, answer.safeParse(await response.json()).data ?? null);
  } catch (cause) {
    return { kind: "unknown", cause: causeOf(cause) };
  }
}

function causeOf(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : "";
  if (name === "TimeoutError") return "timeout";
  return name === "SyntaxError" ? "unreadable" : "network";
}

function result(status: number, answered: z.infer<typeof answer> | null): EmailResult {
  if (answered === null) return { kind: "unknown", cause: `http_${status}` };
  const { ErrorCode: code, MessageID: id } = answered;
  if (status === 200 && code === 0 && id !== undefined) return { kind: "accepted", id };
  if (status === 401 || ACCOUNT_CODES.has(code)) return { kind: "config", code: `email_${code}` };
  if (status === 422 || (status === 200 && code !== 0)) return { kind: "rejected", code };
  return { kind: "unknown", cause: `http_${status}` };
}
