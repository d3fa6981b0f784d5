import { getDomain } from "tldts";
import type { Unproved } from "./inbound-email.ts";

/** What the provider, and nobody else, says of where an email came from. */
export interface Authentication {
  /** Domains whose DKIM signature is good. */
  dkimDomains: string[];
  /** The envelope sender's domain when SPF passed for it, else null. */
  spfDomain: string | null;
}

/**
 * Null when the domain of `from` vouches for the email, as DMARC has it in its relaxed mode (RFC
 * 7489, 3.1): a good DKIM signature of that domain or of its organisation's, or SPF passed for an
 * envelope sender there. Else why not.
 */
export function refusalOf(from: string, authentication: Authentication): Unproved | null {
  const proved = [...authentication.dkimDomains, authentication.spfDomain ?? ""].filter(Boolean);
  if (proved.length === 0) return "not_authenticated";
  const domain = domainOf(from);
  return proved.some((other) => areAligned(domain, other)) ? null : "not_aligned";
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** tldts knows the Public Suffix List; with its private part neighbours on one host stay strangers. */
function areAligned(one: string, other: string): boolean {
  if (one === other.toLowerCase()) return true;
  const organisation = getDomain(one, { allowPrivateDomains: true });
  return organisation !== null && organisation === getDomain(other, { allowPrivateDomains: true });
}
