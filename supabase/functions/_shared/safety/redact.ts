import { findPhoneNumbersInText } from "libphonenumber-js/min";
import { normaliseText } from "./normalise.ts";

/** Longer text is cut before it is looked at: a log is no archive, and time must be bounded. */
export const REDACTED_CHARACTERS_MAX = 8_000;

/*
 * Each pattern is linear: bounded repetitions, and what may follow a run cannot also be its middle.
 */
/** Its first part may be quoted, and its host an address in brackets (RFC 5321, 4.1.2 and 4.1.3). */
const EMAIL =
  /(?:"[^"\r\n]{1,64}"|[^\s@<>()[\],;:"']{1,64})@(?:\[[^\]\s]{1,64}\]|[^\s@<>()[\],;:"']{1,255})/gu;
/** Two letters, two digits, then the account: IBAN (ISO 13616), with or without its spaces. */
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/gu;
/** Digits with at most three signs between them, as numbers are written by hand; or one comma. */
const NUMBER = /(?:\+|\()?\p{Nd}(?:(?:,|[\s.·()/_\p{Pd}\u2212*~]{0,3})\p{Nd}){6,40}/gu;
/** With commas and colons, too, as lists and times are: so only if it is a card's. */
const LISTED = /\p{Nd}(?:[\s.·,:()/_\p{Pd}\u2212*~]{0,3}\p{Nd}){12,40}/gu;
/** A sum of money, by its thousands; longer ones are taken for a number of somebody's. */
const SUM = /^[1-9]\d{0,2}(?:,\d{3}){1,2}(?:\.\d{1,2})?$/;
/**
 * What is no secret and often asked for in a log: a day, a time, an id of ours. A day that the
 * calendar of these centuries may have: other digits may be dressed as one.
 */
const KEPT =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?(?!\p{Nd})/gu;
/** What only looks like a day and a time, being in no calendar. */
const DRESSED = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?/g;
const SSN = /^\d{3}[\s.·\p{Pd}\u2212]\d{2}[\s.·\p{Pd}\u2212]\d{4}$/u;

/**
 * A text as a log may keep it: without email addresses, phone numbers, card numbers, bank accounts
 * and ID numbers. Of a number that may be any of them nothing is left; too much is taken rather than
 * too little. Not covered: ID numbers with letters in them (of passports, driving licences), which
 * look like any code, and numbers in words. Names and what is told stay: this is no anonymisation.
 */
export function redact(text: string): string {
  const cut = normaliseText(text.slice(0, REDACTED_CHARACTERS_MAX)).replace(EMAIL, "[email]");
  return withoutKept(cut, (part) => {
    const named = part
      .replace(IBAN, "[account]")
      .replace(DRESSED, (run) => cardOrId(run) ?? "[number]")
      .replace(LISTED, (run) => cardOrId(run) ?? run)
      .replace(NUMBER, (run) => cardOrId(run) ?? run);
    // Whatever has so many digits and is no number of any country's is somebody's all the same.
    return withoutPhones(named).replace(NUMBER, (run) => {
      if (SUM.test(run)) return run;
      return digitsOf(run).length <= 15 ? "[phone]" : "[number]";
    });
  });
}

/** A JSON value with every string, and every key, redacted, to a depth and a size. */
export function redactJson(value: unknown, depth = 12): unknown {
  if (typeof value === "string") return redact(value);
  // A number may be one of somebody's, too.
  if (typeof value === "number") return Math.abs(value) >= 1e6 ? "[number]" : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "[cut]";
  if (Array.isArray(value)) return value.map((inner) => redactJson(inner, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [redact(key), redactJson(inner, depth - 1)]),
  );
}

function withoutKept(text: string, redacted: (part: string) => string): string {
  let done = "";
  let from = 0;
  for (const kept of text.matchAll(KEPT)) {
    done += redacted(text.slice(from, kept.index)) + kept[0];
    from = kept.index + kept[0].length;
  }
  return done + redacted(text.slice(from));
}

function cardOrId(run: string): string | null {
  const digits = digitsOf(run);
  if (SSN.test(run)) return "[id]";
  return digits.length >= 13 && digits.length <= 19 && passesLuhn(digits) ? "[card]" : null;
}

function digitsOf(run: string): string {
  return [...run].filter((sign) => /\p{Nd}/u.test(sign)).join("");
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** By the world's numbering plans, with their extensions. */
function withoutPhones(text: string): string {
  let done = "";
  let from = 0;
  for (const { startsAt, endsAt } of findPhoneNumbersInText(text, "US")) {
    done += `${text.slice(from, startsAt)}[phone]`;
    from = endsAt;
  }
  return done + text.slice(from);
}
