import { Fault } from "../_shared/errors.ts";
import type { Credentials } from "../_shared/twilio/rest-client.ts";
import { type MediaRequest, mediaRequest, redirectRequest } from "./media-url.ts";

/** Twilio takes 5 MB in one text, and the bucket no more: supabase/config.toml. */
const BYTES_MAX = 5 * 1024 * 1024;
const REDIRECTS_MAX = 3;
/** Over all hops, and the body to its end. */
const DOWNLOAD_MS_MAX = 30_000;
const CONTENT_TYPES = /^(?:(?:image|audio|video)\/[\w.+-]+|text\/(?:x-)?vcard|application\/pdf)$/;

/**
 * What became of one attempt.
 * - `refused`: what it is, or where it lies, is nothing we fetch.
 * - `absent`: nobody has it there, which right after a text may change.
 * - `later`: not this time; `reason` is a stable word.
 */
export type Download =
  | { kind: "fetched"; bytes: Uint8Array; contentType: string }
  | { kind: "refused"; reason: string }
  | { kind: "absent"; reason: string }
  | { kind: "later"; reason: string };

/** Fetches a medium of a text. Throws `lease_lost` when `lost` fires, and nothing else. */
export async function download(
  url: string,
  credentials: Credentials,
  lost: AbortSignal,
): Promise<Download> {
  if (credentials.authToken === "") return { kind: "later", reason: "not_configured" };
  const deadline = AbortSignal.timeout(DOWNLOAD_MS_MAX);
  const signal = AbortSignal.any([deadline, lost]);
  try {
    return await follow(mediaRequest(url, credentials.accountSid), credentials, signal);
  } catch (cause) {
    if (lost.aborted) throw new Fault("lease_lost", { cause });
    return { kind: "later", reason: deadline.aborted ? "timeout" : "network" };
  }
}

async function follow(
  first: MediaRequest | null,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<Download> {
  let next = first;
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
    if (next === null) {
      return { kind: "refused", reason: redirects === 0 ? "foreign_url" : "foreign_redirect" };
    }
    const response = await ask(next, credentials, signal);
    const location = response.headers.get("location");
    const isRedirect = [301, 302, 303, 307, 308].includes(response.status) && location !== null;
    if (!isRedirect) return await read(response);
    await response.body?.cancel();
    next = redirectRequest(location, next.url);
  }
  return { kind: "refused", reason: "too_many_redirects" };
}

function ask({ url, authorised }: MediaRequest, credentials: Credentials, signal: AbortSignal) {
  const { accountSid, authToken } = credentials;
  const headers = new Headers();
  if (authorised) headers.set("authorization", `Basic ${btoa(`${accountSid}:${authToken}`)}`);
  return fetch(url, { headers, redirect: "manual", signal });
}

async function read(response: Response): Promise<Download> {
  const { status, headers } = response;
  const contentType = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  const refusal =
    status !== 200
      ? failure(status)
      : !CONTENT_TYPES.test(contentType)
        ? ({ kind: "refused", reason: "content_type" } as const)
        : Number(headers.get("content-length") ?? 0) > BYTES_MAX
          ? ({ kind: "refused", reason: "too_large" } as const)
          : null;
  if (refusal !== null) {
    await response.body?.cancel();
    return refusal;
  }
  const bytes = await readBytes(response);
  if (bytes === null) return { kind: "refused", reason: "too_large" };
  return bytes.length === 0
    ? { kind: "absent", reason: "empty" }
    : { kind: "fetched", bytes, contentType };
}

function failure(status: number): Download {
  if (status === 404 || status === 410) return { kind: "absent", reason: `http_${status}` };
  // A token that was rotated, a link that ran out, too much at once, or trouble on their side.
  const passes = [401, 403, 408, 425, 429].includes(status) || status >= 500;
  return { kind: passes ? "later" : "refused", reason: `http_${status}` };
}

/** The body, counted as it comes: what a header says of its length is a hint. Null: too large. */
async function readBytes(response: Response): Promise<Uint8Array | null> {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > BYTES_MAX) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
