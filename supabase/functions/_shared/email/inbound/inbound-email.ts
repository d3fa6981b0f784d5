/** An email as `worker.receive_email` takes it: who it is to and from, and nothing it says. */
export interface InboundEmail {
  provider: "postmark" | "sendgrid";
  /** SHA-256, in hex, of what stays the same when the provider delivers it again. */
  key: string;
  /** Plain addresses in lower case, as the provider reads its To header. */
  recipients: string[];
  /** Of its Cc header, which a signature need not cover: good for no more than that they got it. */
  copied: string[];
  /** Lower case; null when nobody or more than one has written it. */
  from: string | null;
  /** Null: its sender's domain has vouched for it. Else why that is not so. */
  unproved: Unproved | null;
}

/**
 * - `no_sender`, `several_senders`: it names nobody, or more than one.
 * - `odd_sender`: it names one in a way that can be read as another.
 * - `not_authenticated`: neither DKIM nor SPF passed.
 * - `not_aligned`: one did, for another domain.
 * - `automatic`: a machine has answered in its sender's name.
 */
export type Unproved =
  | "no_sender"
  | "several_senders"
  | "odd_sender"
  | "not_authenticated"
  | "not_aligned"
  | "automatic";

/** More recipients than this is no email to us. */
const RECIPIENTS_MAX = 50;

/** Each address once. */
export function recipientsOf(addresses: Array<string | null>): string[] {
  const known = addresses.filter((address) => address !== null);
  return [...new Set(known)].slice(0, RECIPIENTS_MAX);
}

export async function keyOf(provider: string, ...parts: string[]): Promise<string> {
  const bytes = new TextEncoder().encode([provider, ...parts].join("\n"));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
