// The narrow file, not the package: a webhook verifies and nothing else, and the whole package
// costs a cold isolate several times the import of this file.
import { validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks.js";
import { Fault } from "../errors.ts";

/** Every parameter as it was sent; a name that was sent more than once has all its values. */
export type SignedParameters = Record<string, string | string[]>;

export interface SignedRequest {
  /** The account's auth token: the key of the signature. */
  authToken: string;
  /** What Twilio was told to post to, e.g. `https://x.supabase.co/functions/v1/twilio-webhook`. */
  configuredUrl: string;
  /** `Request.url`. Only its query string counts: host and path are what a proxy made of them. */
  requestUrl: string;
  /** The `X-Twilio-Signature` header. */
  signature: string | null;
  /** The form's parameters, or the text of a JSON body, which is signed by its hash in the query. */
  content: { parameters: SignedParameters } | { json: string };
}

/**
 * Whether Twilio signed this request, with the standard port in its URL or without.
 * The rule is Twilio's: https://www.twilio.com/docs/usage/security#validating-requests
 * Throws `config_missing` when there is no token to check with, or no URL to check against.
 */
export function isSignedByTwilio(request: SignedRequest): boolean {
  const { authToken, signature, content } = request;
  if (authToken === "") throw new Fault("config_missing", { detail: "the auth token is empty" });
  const url = signedUrl(request.configuredUrl, request.requestUrl);
  if (!signature) return false;
  return "parameters" in content
    ? validateRequest(authToken, signature, url, content.parameters)
    : validateRequestWithBody(authToken, signature, url, content.json);
}

/** The configured URL with the query string of the request, exactly as that was written. */
function signedUrl(configuredUrl: string, requestUrl: string): string {
  if (!URL.canParse(configuredUrl)) {
    throw new Fault("config_missing", { detail: "the configured URL is not a URL" });
  }
  return beforeQuery(configuredUrl) + query(requestUrl);
}

function beforeQuery(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

function query(url: string): string {
  return /\?[^#]*/.exec(url)?.[0] ?? "";
}
