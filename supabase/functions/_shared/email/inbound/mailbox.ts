import type { Unproved } from "./inbound-email.ts";

const ADDRESS_CHARACTERS_MAX = 254;
/** ASCII alone: letters that look like others have no place in what is compared. */
const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/i;
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/** An address alone in lower case; null when it is none that we compare. */
export function plainAddress(text: string): string | null {
  const address = text.trim();
  if (address.length > ADDRESS_CHARACTERS_MAX || !ADDRESS.test(address)) return null;
  return address.toLowerCase();
}

export type Sender = { address: string } | { unproved: Unproved };

/**
 * The one mailbox of a From header, `address` or `Name <address>` (RFC 5322, 3.4). A name that
 * holds another address, a comment, a group, a list: whatever a mail program might show
 * differently from what was authenticated is refused.
 */
export function senderOf(header: string): Sender {
  const text = header.trim();
  if (text === "") return { unproved: "no_sender" };
  const angled = text.replace(QUOTED, "").match(/<[^<>]*>/g) ?? [];
  if (angled.length > 1) return { unproved: "several_senders" };
  if (angled.length === 0) {
    const address = plainAddress(text);
    if (address !== null) return { address };
    return { unproved: /,/.test(text.replace(QUOTED, "")) ? "several_senders" : "odd_sender" };
  }
  const [, name = "", inside = ""] = /^(.*)<([^<>]*)>$/s.exec(text) ?? [];
  const address = plainAddress(inside);
  if (address === null) return { unproved: "odd_sender" };
  // Some programs write the address for a name, too.
  const others = name.toLowerCase().replaceAll(address, "");
  if (/[<>()]/.test(others.replace(QUOTED, ""))) return { unproved: "odd_sender" };
  if (!others.includes("@") && !others.includes("＠")) return { address };
  return { unproved: /,/.test(others.replace(QUOTED, "")) ? "several_senders" : "odd_sender" };
}

/** The addresses of a To header, as far as they can be read. */
export function addressesIn(header: string): Array<string | null> {
  return header
    .replace(QUOTED, "")
    .split(",")
    .map((one) => plainAddress(/<([^<>]*)>\s*$/.exec(one)?.[1] ?? one));
}
