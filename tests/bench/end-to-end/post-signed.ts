import { Agent, request } from "node:http";
import { twilioSignature } from "../../../local/carrier/signed-post.ts";

/** Twilio's. */
const ANSWER_DEADLINE_MS = 15_000;
const agent = new Agent({ keepAlive: true });

/** Posts a form signed as Twilio signs it. Resolves to the status; 0 when no answer came. */
export function postSigned(
  url: string,
  form: Record<string, string>,
  authToken: string,
): Promise<number> {
  const body = new URLSearchParams(form).toString();
  return new Promise((resolve) => {
    const outgoing = request(url, {
      agent,
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        "content-length": Buffer.byteLength(body),
        "x-twilio-signature": twilioSignature(url, form, authToken),
      },
      signal: AbortSignal.timeout(ANSWER_DEADLINE_MS),
    });
    outgoing.once("response", (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
      response.once("error", () => resolve(0));
    });
    outgoing.once("error", () => resolve(0));
    outgoing.end(body);
  });
}
