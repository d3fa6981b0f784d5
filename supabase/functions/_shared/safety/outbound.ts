import { findPhoneNumbersInText } from "libphonenumber-js/max";
import { LinkifyIt } from "linkify-it";
import tlds from "tlds" with { type: "json" };
import { normaliseText } from "./normalise.ts";
import { asksForSecret } from "./secret-request.ts";

/*
 * The last look at a model's words before they are proposed as a text: what a text injected
 * anywhere (a member's message, an expert's answer, a web page) could want it to carry.
 * linkify-it finds what a phone would turn into a link; tlds is IANA's list of top domains.
 */

/** Why something was taken out of a text, or the whole text withheld. */
export type OutboundFinding = "link" | "email" | "phone_number" | "id" | "secret_request";

export interface Allowance {
  /** Hosts that may be linked to, with all below them. */
  hosts: readonly string[];
  /** What the person wrote or is known by: an address of their own may be said back to them. */
  ownWords: string;
}

export interface Screened {
  text: string;
  findings: OutboundFinding[];
  /** The whole text must not be sent: somebody has to look at it. */
  withheld: boolean;
}

const REMOVED = {
  link: "[link removed]",
  email: "[address removed]",
  phone_number: "[number removed]",
  id: "[id removed]",
} as const;

/** A URL longer than a text is no address. */
const LINK_CHARACTERS_MAX = 2_048;
const linkify = new LinkifyIt({
  fuzzyLink: true,
  fuzzyIP: true,
  urlAuth: true,
  maxLength: LINK_CHARACTERS_MAX,
  tlds: [...tlds, "example", "test", "onion", "local"],
});

/**
 * Numbers as they are written in North America, also those that are not assigned, and anything that
 * begins with a plus. Not dates, amounts or years.
 */
const WRITTEN_NUMBER =
  /(?<![\d+])(?:\+\d[\d\s().-]{5,18}\d|\(?\d{3}\)?[\s.-]\s?\d{3}[\s.-]\d{4}|\d{3}[.-]\d{4}|\d{10,11})(?!\d)/g;

/** A name of the database's: no person has any use for it, and no model is told one. */
const UUID = /\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi;

interface Span {
  kind: keyof typeof REMOVED;
  from: number;
  to: number;
}

/**
 * A text without links off the allow-list and without addresses and numbers that are not its
 * reader's own, each replaced by words that say so; withheld when it asks for a secret. `{{…}}`
 * stays: what Postgres puts there is Postgres's.
 */
export function screenOutbound(text: string, allowance: Allowance): Screened {
  if (asksForSecret(text)) return { text: "", findings: ["secret_request"], withheld: true };
  // What is looked at is what is sent: a letter that only looks like a dot is a dot.
  const plain = normaliseText(text);
  const spans = [...linksIn(plain, allowance), ...idsIn(plain), ...numbersIn(plain, allowance)];
  const cut = withoutOverlaps(spans);
  let screened = "";
  let from = 0;
  for (const span of cut) {
    screened += plain.slice(from, span.from) + REMOVED[span.kind];
    from = span.to;
  }
  const findings = [...new Set(cut.map((span) => span.kind))];
  return { text: screened + plain.slice(from), findings, withheld: false };
}

function linksIn(text: string, { hosts, ownWords }: Allowance): Span[] {
  const own = ownWords.toLowerCase();
  return (linkify.match(text) ?? []).flatMap((match): Span[] => {
    const span = { from: match.index, to: match.lastIndex };
    if (own.includes(match.raw.toLowerCase())) return [];
    if (match.schema === "mailto:") return [{ kind: "email", ...span }];
    return isAllowedHost(hostOf(match.url), hosts) ? [] : [{ kind: "link", ...span }];
  });
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, "") : "";
}

function isAllowedHost(host: string, hosts: readonly string[]): boolean {
  return hosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
}

function idsIn(text: string): Span[] {
  return [...text.matchAll(UUID)].map(({ 0: raw, index }) => ({
    kind: "id",
    from: index,
    to: index + raw.length,
  }));
}

function numbersIn(text: string, { ownWords }: Allowance): Span[] {
  const own = digitsOf(ownWords);
  const written = [...text.matchAll(WRITTEN_NUMBER)].map(({ 0: raw, index }) => ({
    from: index,
    to: index + raw.length,
  }));
  const known = findPhoneNumbersInText(text, "US").map(({ startsAt, endsAt }) => ({
    from: startsAt,
    to: endsAt,
  }));
  return [...written, ...known]
    .filter(({ from, to }) => !own.includes(nationalDigits(text.slice(from, to))))
    .map((span) => ({ kind: "phone_number", ...span }));
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

/** Without the country that a person may or may not have written: +1 415 … and 415 … are one. */
function nationalDigits(number: string): string {
  return digitsOf(number).replace(/^1(?=\d{10}$)/, "");
}

/** In order; of two that overlap the one that begins first, or is longer. */
function withoutOverlaps(spans: Span[]): Span[] {
  const ordered = spans.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const kept: Span[] = [];
  for (const span of ordered) {
    if (span.from >= (kept.at(-1)?.to ?? 0)) kept.push(span);
  }
  return kept;
}
