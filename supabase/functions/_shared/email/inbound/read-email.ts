import { Fault } from "../../errors.ts";
import { readBody } from "../../http/read-body.ts";
import type { InboundEmail } from "./inbound-email.ts";
import { readPostmark } from "./postmark.ts";
import { readSendGrid } from "./sendgrid.ts";

/** With its attachments; what is larger confirms nobody's address. */
const BODY_BYTES_MAX = 10 * 1024 * 1024;
const BODY_READ_MS = 20_000;

/**
 * The email of a provider's webhook: Postmark posts JSON, SendGrid a multipart form.
 * Throws `unsupported_media`, `bad_request`, and what `readBody` throws.
 */
export async function readEmail(request: Request): Promise<InboundEmail> {
  const type = request.headers.get("content-type") ?? "";
  const [kind] = type.toLowerCase().split(";");
  const limits = { bytesMax: BODY_BYTES_MAX, msMax: BODY_READ_MS };
  if (kind?.trim() === "application/json") {
    return await readPostmark(json(await readBody(request, limits)));
  }
  if (kind?.trim() !== "multipart/form-data") throw new Fault("unsupported_media");
  return await readSendGrid(await form(await readBody(request, limits), type));
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new Fault("bad_request", { detail: "the body is not JSON", cause });
  }
}

async function form(bytes: Uint8Array, type: string): Promise<FormData> {
  try {
    const body = new Blob([new Uint8Array(bytes)]);
    return await new Response(body, { headers: { "content-type": type } }).formData();
  } catch (cause) {
    throw new Fault("bad_request", { detail: "the body is not the form it says", cause });
  }
}
