import { Fault } from "../errors.ts";
import { readBody } from "../http/read-body.ts";
import type { SignedParameters } from "./verify.ts";

/** Twilio's largest request, 1,600 characters and ten media, is below 16 KiB. */
const BODY_BYTES_MAX = 64 * 1024;
const PARAMETERS_MAX = 256;
/** Twilio itself waits 15 s for the whole answer. */
const BODY_READ_MS = 10_000;

export interface Form {
  /** Every parameter exactly as it was sent: what the signature covers. */
  parameters: SignedParameters;
  /** The first value of each parameter, fit to be stored: without NUL, which Postgres text refuses. */
  fields: Record<string, string>;
  /** How many NUL characters `fields` lacks, so that the row can say so. */
  nulsRemoved: number;
}

/**
 * Reads the form-encoded body of a webhook request.
 * Throws `method_not_allowed`, `unsupported_media`, `too_large` (without reading on),
 * `slow_body`, and `bad_request` for bytes or escapes that are not UTF-8.
 */
export async function readForm(request: Request): Promise<Form> {
  if (request.method !== "POST") throw new Fault("method_not_allowed");
  if (!isForm(request.headers.get("content-type"))) throw new Fault("unsupported_media");
  return parseForm(
    decode(await readBody(request, { bytesMax: BODY_BYTES_MAX, msMax: BODY_READ_MS })),
  );
}

/** `application/x-www-form-urlencoded`, in UTF-8 when it names a charset at all. */
function isForm(contentType: string | null): boolean {
  const [type, ...parameters] = (contentType ?? "").toLowerCase().split(";");
  if (type?.trim() !== "application/x-www-form-urlencoded") return false;
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith("charset="));
  return charset === undefined || /^charset="?utf-?8"?$/.test(charset);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Fault("bad_request", { detail: "the body is not UTF-8", cause });
  }
}

/** URLSearchParams would turn a broken escape into U+FFFD and lose what was signed. */
export function parseForm(body: string): Form {
  const pairs = body.split("&").filter((pair) => pair !== "");
  if (pairs.length > PARAMETERS_MAX) {
    throw new Fault("bad_request", { detail: "too many parameters" });
  }
  const values = new Map<string, string[]>();
  for (const pair of pairs) {
    const end = pair.indexOf("=");
    const name = decodeText(end === -1 ? pair : pair.slice(0, end));
    const value = end === -1 ? "" : decodeText(pair.slice(end + 1));
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return form(values);
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch (cause) {
    throw new Fault("bad_request", { detail: "an escape in the body is not UTF-8", cause });
  }
}

/** `Object.fromEntries` makes even `__proto__` an own property, so no parameter stays unsigned. */
function form(values: Map<string, string[]>): Form {
  let nulsRemoved = 0;
  const stored = [...values].map(([name, [first = ""]]) => {
    const value = first.replaceAll("\0", "");
    nulsRemoved += first.length - value.length;
    return [name, value] as const;
  });
  const sent = [...values].map(([name, all]) => {
    const [first = "", ...more] = all;
    return [name, more.length === 0 ? first : all] as const;
  });
  return {
    parameters: Object.fromEntries(sent),
    fields: Object.fromEntries(stored),
    nulsRemoved,
  };
}
