const PREFIX = "whsec_";

export interface WebhookToSign {
  /** `whsec_` and 24 to 64 bytes in base64. */
  secret: string;
  /** The same for every try: the receiver's guard against a second one. */
  id: string;
  timestampSeconds: number;
  body: string;
}

/**
 * The three headers of Standard Webhooks, the signature by HMAC-SHA256 over id, time and body
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 * Null when the secret is none.
 */
export async function signWebhook(webhook: WebhookToSign): Promise<Record<string, string> | null> {
  const secret = decode(webhook.secret);
  if (secret === null) return null;
  const key = await crypto.subtle.importKey(
    "raw",
    secret,
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const timestamp = String(webhook.timestampSeconds);
  const content = new TextEncoder().encode(`${webhook.id}.${timestamp}.${webhook.body}`);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, content));
  return {
    "webhook-id": webhook.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${btoa(String.fromCharCode(...signature))}`,
  };
}

function decode(secret: string): Uint8Array<ArrayBuffer> | null {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  if (!/^([A-Za-z0-9+/]{4}){6,}([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(encoded)) return null;
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}
