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
const TOP_DOMAINS = new Set([...tlds, "example", "test", "onion", "local"]);
const linkify = new LinkifyIt({
  fuzzyLink: true,
  fuzzyIP: true,
  urlAuth: true,
  maxLength: LINK_CHARACTERS_MAX,
  tlds: [...TOP_DOMAINS],
});

/** What opens something on a phone, whatever it is called: venmo://, whatsapp://. */
const SCHEMED = /\b[a-z][a-z0-9+.-]{1,20}:\/\/\S{1,2048}/giu;
/** A host with a port, a path or a name before it, which linkify-it takes for no link. */
const HOSTED =
  /(?<![\p{L}\p{N}])(?:localhost|(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}([\p{L}][\p{L}\p{N}-]{1,62}))(?::\d{1,5})?(?:[/?#](?:[^\s|]{0,2048}[^\s|.,;:!?)\]'"])?)?(?![\p{L}\p{N}@-])/giu;
/** What stands right before a link and hides it from who looks for one. */
const BEFORE_A_LINK = /[|:](?=\p{L})/gu;

/** A name of the database's: no person has any use for it, and no model is told one. */
const UUID = /\b[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}\b/gi;

/**
 * Numbers as people write them to be called: with a plus, a zero or two before them, in North
 * America's groups, or ten digits and more on end. Not days, times, amounts or years.
 */
const WRITTEN_NUMBER =
  /(?<![\p{Nd}.,+])(?:\+\p{Nd}(?:[\s().*_-]{0,3}\p{Nd}){5,18}|0\p{Nd}(?:[\s()._-]?\p{Nd}){6,13}|(?:1[\s.,-])?\(?\p{Nd}{3}\)?[\s.,*_-]{1,2}\p{Nd}{3}[\s.,*_-]\p{Nd}{4}|\p{Nd}{3}[\s._*-]\p{Nd}{4}|(?<=\b(?:call|text|ring|dial|phone|sms|whatsapp|at)(?: \p{L}{1,9})? )\p{Nd}{7}|\p{Nd}{10,15}|1-\p{Nd}{3}-[A-Z\p{Nd}]{7})(?!\p{Nd})/gu;
/** What has digits and is none: a day, a time of it, an amount in groups. */
const NO_NUMBER =
  /\b\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?:[T ]\d{2}:\d{2}(?::\d{2})?)?\b|[$€£]\s?(?:\d[.,]?){1,9}(?!\d)|(?<![+\d.,])\d{1,3}(?:[.,]\d{3})+(?![.,]?\d)/g;

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
  const spans = [...idsIn(plain), ...linksIn(plain, allowance), ...numbersIn(plain, allowance)];
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
  const own = new Set(addressesIn(ownWords).map(({ raw }) => bare(raw)));
  return addressesIn(text).flatMap(({ kind, raw, host, from }): Span[] => {
    const allowed = own.has(bare(raw)) || (kind === "link" && isAllowedHost(host, hosts));
    return allowed ? [] : [{ kind, from, to: from + raw.length }];
  });
}

interface Address {
  kind: "link" | "email";
  raw: string;
  host: string;
  from: number;
}

/** Everything that a phone could make something to tap of. */
function addressesIn(text: string): Address[] {
  const open = text
    .replace(BEFORE_A_LINK, (sign, at: number) => (text.startsWith("://", at) ? sign : " "))
    // What a browser reads as a dot.
    .replace(/[。｡]/g, ".");
  const linked = (linkify.match(open) ?? []).flatMap((match): Address[] => {
    // Without a scheme and a path: two sentences, perhaps.
    if (match.schema === "" && !isHost(match.raw, /[^.]*$/.exec(match.raw)?.[0] ?? "")) return [];
    const kind = match.schema === "mailto:" ? "email" : "link";
    return [{ kind, raw: match.raw, host: hostOf(match.url), from: match.index }];
  });
  const schemed = [...text.matchAll(SCHEMED)].map(({ 0: raw, index }): Address => {
    return { kind: "link", raw, host: hostOf(raw), from: index };
  });
  const hosted = [...open.matchAll(HOSTED)].flatMap(({ 0: raw, 1: top, index }): Address[] => {
    if (top !== undefined && !isHost(raw, top)) return [];
    return [{ kind: "link", raw, host: hostOf(`http://${raw}`), from: index }];
  });
  return [...linked, ...schemed, ...hosted];
}

/** "it.Do" is two sentences without a space between them; "EVIL.COM" and "evil.com" are hosts. */
function isHost(raw: string, top: string): boolean {
  if (!TOP_DOMAINS.has(top.toLowerCase())) return false;
  const isPlain = /^(?:com|net|org|io|co|app)$/i.test(top) || /[:/?#]|^www\./i.test(raw);
  return isPlain || !/^\p{Lu}\p{Ll}+$/u.test(top);
}

/** The same address however it is written: without its scheme, `www.` and the slash at its end. */
function bare(raw: string): string {
  return raw
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?/, "")
    .replace(/\/$/, "");
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
  const own = new Set(numberRuns(ownWords).map(({ raw }) => nationalDigits(raw)));
  return numberRuns(text)
    .filter(({ raw }) => !own.has(nationalDigits(raw)))
    .map(({ raw, from }) => ({ kind: "phone_number", from, to: from + raw.length }));
}

function numberRuns(text: string): Array<{ raw: string; from: number }> {
  const open = text.replace(NO_NUMBER, (kept) => "#".repeat(kept.length));
  const written = [...open.matchAll(WRITTEN_NUMBER)].map(({ 0: raw, index }) => ({
    raw,
    from: index,
  }));
  const known = findPhoneNumbersInText(open, "US").map(({ startsAt, endsAt }) => ({
    raw: open.slice(startsAt, endsAt),
    from: startsAt,
  }));
  return [...written, ...known];
}

/** Without the country that a person may or may not have written: +1 415 … and 415 … are one. */
function nationalDigits(number: string): string {
  return number.replace(/\P{Nd}/gu, "").replace(/^1(?=\d{10}$)/, "");
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
