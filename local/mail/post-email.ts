import { StackFault } from "../stack-fault.ts";
import type { Email } from "./email.ts";
import { payloadOf } from "./payload.ts";

/** What the local email-webhook takes for its password; no other does. */
export const EMAIL_WEBHOOK_SECRET = "local-email-webhook-secret";
const ANSWER_MS_MAX = 20_000;

/** Delivers an email as its provider would; the HTTP status of the webhook's answer. */
export async function postEmail(
  functionsUrl: string,
  email: Email,
  password: string = EMAIL_WEBHOOK_SECRET,
): Promise<number> {
  const { body, headers } = payloadOf(email);
  const response = await fetch(`${functionsUrl}/email-webhook`, {
    method: "POST",
    headers: { ...headers, authorization: `Basic ${btoa(`${email.provider}:${password}`)}` },
    body,
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  }).catch((cause: unknown) => {
    throw new StackFault(`The functions at ${functionsUrl} do not answer.`, { cause });
  });
  await response.body?.cancel();
  return response.status;
}
