/** A DKIM-Signature header: whose it is and which headers it covers (RFC 6376, 3.5). */
export interface Signature {
  domain: string;
  headers: string[];
}

const DOMAIN = /^[a-z0-9.-]+$/;

/**
 * Reads the values of all DKIM-Signature headers of an email, folded or not. None, when one of
 * them cannot be read: whoever tells that a signature is good may have read it otherwise.
 */
export function readSignatures(values: string[]): Signature[] {
  const read = values.map(readSignature);
  return read.some((one) => one === null) ? [] : read.flatMap((one) => one ?? []);
}

function readSignature(value: string): Signature | null {
  const tags = new Map<string, string>();
  for (const tag of value.split(";")) {
    const at = tag.indexOf("=");
    const name = tag.slice(0, Math.max(at, 0)).trim();
    // Twice the same tag makes a signature void.
    if (at > 0 && tags.has(name)) return null;
    if (at > 0) tags.set(name, tag.slice(at + 1).replace(/\s+/g, ""));
  }
  const domain = tags.get("d")?.toLowerCase() ?? "";
  if (!DOMAIN.test(domain)) return null;
  return { domain, headers: (tags.get("h") ?? "").toLowerCase().split(":") };
}

/**
 * Whether the signatures of a domain cover whom an email is to, for which each must name `to` so
 * many `times`. One that does not could be of an old email, sent to us by whoever once received
 * it: a signature does not say where it was going.
 */
export function coverRecipient(signatures: Signature[], domain: string, times: number): boolean {
  const own = signatures.filter((one) => one.domain === domain.toLowerCase());
  return (
    own.length > 0 &&
    own.every(({ headers }) => headers.filter((name) => name === "to").length >= times)
  );
}
