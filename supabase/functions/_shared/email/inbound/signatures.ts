/** A DKIM-Signature header: whose it is and which headers it covers (RFC 6376, 3.5). */
export interface Signature {
  domain: string;
  headers: string[];
}

/** Reads the value of a DKIM-Signature header, folded or not; null when it names no domain. */
export function readSignature(value: string): Signature | null {
  const tags = new Map<string, string>();
  for (const tag of value.split(";")) {
    const at = tag.indexOf("=");
    const name = tag.slice(0, Math.max(at, 0)).trim();
    // Twice the same tag makes a signature void.
    if (at > 0 && tags.has(name)) return null;
    if (at > 0) tags.set(name, tag.slice(at + 1).replace(/\s+/g, ""));
  }
  const domain = tags.get("d")?.toLowerCase();
  if (domain === undefined || domain === "") return null;
  return { domain, headers: (tags.get("h") ?? "").toLowerCase().split(":") };
}

/**
 * Whether the signatures of a domain cover whom an email is to. One that does not could be of an
 * old email, sent to us by whoever once received it: a signature does not say where it was going.
 */
export function coverRecipient(signatures: Signature[], domain: string): boolean {
  const own = signatures.filter((one) => one.domain === domain.toLowerCase());
  return own.length > 0 && own.every(({ headers }) => headers.includes("to"));
}
