import { z } from "zod";
import { isKnownZone } from "../known-zone.ts";

const NOT_IN_A_LINE =
  /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/u;
const NOT_IN_A_TEXT = /[^\P{Cc}\n]|\p{Cs}/u;

// Patterns are refinements: as JSON schema they would reach the model as prose it cannot use.
/** One line of plain text, trimmed. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !NOT_IN_A_LINE.test(value), "holds characters that a line must not have");

/** Text of several lines, trimmed. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !NOT_IN_A_TEXT.test(value), "holds control characters");

const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/;

/** An email address, in lower case. */
export const email = line(255)
  .toLowerCase()
  .refine((value) => EMAIL.test(value), "is not an email address");

/** An IANA time zone that this runtime knows. */
export const timezone = z
  .string()
  .trim()
  .max(64)
  .refine(isTimezone, "is not an IANA time zone")
  .describe("IANA name, for example Europe/Berlin");

/** A time of day. */
export const clock = z
  .string()
  .refine((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), "is not a time of day, as 21:30");

/** What a turn may name: one of these letters and a number. What it stands for Postgres knows. */
export const handle = (letters: string) =>
  z.string().refine((value) => {
    return letters.includes(value.charAt(0)) && /^[a-z][1-9]\d{0,2}$/.test(value);
  }, "is no handle that fits here");

/** A calendar day that exists. */
export const day = z.string().refine(isDay, "is not a day, as 2026-11-30");

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  // A day that does not exist may be read as one of the next month.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function isTimezone(value: string): boolean {
  return value === "UTC" || (/^[A-Za-z_]+\/[A-Za-z0-9_+\-/]+$/.test(value) && isKnownZone(value));
}
