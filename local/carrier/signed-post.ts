import { createHmac, randomUUID } from "node:crypto";
import { neverConnected } from "../../supabase/functions/_shared/http/never-connected.ts";

const ATTEMPTS_MAX = 2;

/** What became of a post to the application. `status` null: no answer, and `error` says why. */
export interface PostOutcome {
  status: number | null;
  ms: number;
  responseBody: string;
  error: string | null;
  attempts: number;
}

/**
 * Posts a form as Twilio does: signed over the URL and the sorted parameters with the account's
 * token (https://www.twilio.com/docs/usage/security#validating-requests), one deadline for all, and
 * one more attempt only when no connection could be made. Never throws.
 */
export async function signedPost(
  url: string,
  parameters: Record<string, string>,
  authToken: string,
  timeoutMs: number,
  stopping: AbortSignal,
): Promise<PostOutcome> {
  const started = performance.now();
  const deadline = AbortSignal.any([AbortSignal.timeout(timeoutMs), stopping]);
  const outcome = (attempts: number) => ({ ms: Math.round(performance.now() - started), attempts });
  const request = {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      "x-twilio-signature": twilioSignature(url, parameters, authToken),
      "i-twilio-idempotency-token": randomUUID(),
      "user-agent": "TwilioProxy/1.1",
    },
    body: new URLSearchParams(parameters),
    redirect: "manual",
    signal: deadline,
  } as const;

  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, request);
      const responseBody = await response.text();
      return { status: response.status, responseBody, error: null, ...outcome(attempt) };
    } catch (cause) {
      const refused = neverConnected(cause);
      if (refused && attempt < ATTEMPTS_MAX && !deadline.aborted) continue;
      const error = deadline.aborted ? "timeout" : refused ? "no connection" : "connection broke";
      return { status: null, responseBody: "", error, ...outcome(attempt) };
    }
  }
}

/** Written from Twilio's description and not with its package, so that a test compares the two. */
export function twilioSignature(
  url: string,
  parameters: Record<string, string>,
  authToken: string,
): string {
  const names = Object.keys(parameters).sort();
  const signed = url + names.map((name) => name + parameters[name]).join("");
  return createHmac("sha1", authToken).update(signed).digest("base64");
}
