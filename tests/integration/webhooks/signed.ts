import { createHmac, randomBytes } from "node:crypto";
import { stack } from "../vocabulary.ts";

export const url = `${stack.PUBLIC_FUNCTIONS_URL}/twilio-webhook`;

export function fields(more: Record<string, string> = {}): Record<string, string> {
  return {
    MessageSid: `SM${randomBytes(16).toString("hex")}`,
    AccountSid: stack.TWILIO_ACCOUNT_SID,
    From: "+12135550177",
    To: stack.TWILIO_PHONE_NUMBER,
    Body: "hello",
    NumMedia: "0",
    ...more,
  };
}

/** Twilio's rule: HMAC-SHA1 over the URL and the sorted parameters. */
export function sign(at: string, form: Record<string, string>, token = stack.TWILIO_AUTH_TOKEN) {
  const data = Object.keys(form)
    .sort()
    .reduce((text, key) => text + key + form[key], at);
  return createHmac("sha1", token).update(data, "utf8").digest("base64");
}

export interface Sent {
  url?: string;
  method?: string;
  body?: string | Uint8Array<ArrayBuffer>;
  type?: string;
  signature?: string | null;
}

export function post(sent: Sent): Promise<Response> {
  const headers = new Headers({ "content-type": sent.type ?? "application/x-www-form-urlencoded" });
  if (sent.signature) headers.set("x-twilio-signature", sent.signature);
  const method = sent.method ?? "POST";
  const body = method === "GET" ? {} : { body: sent.body ?? "" };
  return fetch(sent.url ?? url, { method, headers, ...body });
}

export function encoded(form: Record<string, string>): string {
  return new URLSearchParams(form).toString();
}
