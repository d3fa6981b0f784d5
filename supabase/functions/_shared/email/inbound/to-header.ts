import { recipientsOf } from "./inbound-email.ts";
import { addressesIn } from "./mailbox.ts";

/**
 * How often a signature must name `to` so that it covers the recipients that a provider tells of.
 * To name it once covers the lowest To header alone (RFC 6376, 5.4.2), and whoever sends an old
 * email on can put another above that one. So once will do only where the one To header is seen
 * and says the same. Where the provider shows none it takes two: the second covers that there is
 * no other. Infinity: no signature does.
 */
export function timesToSign(toHeaders: string[], recipients: string[]): number {
  const [one, ...others] = toHeaders;
  if (one === undefined) return 2;
  if (others.length > 0) return Number.POSITIVE_INFINITY;
  const named = recipientsOf(addressesIn(one));
  const same =
    named.length === recipients.length && named.every((address) => recipients.includes(address));
  return same ? 1 : Number.POSITIVE_INFINITY;
}
