// The small metadata: whether a number can exist is asked here, whether it may be texted elsewhere.
import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import { plainAddress } from "../_shared/email/inbound/mailbox.ts";
import type { Column, Columns, Field } from "./columns.ts";

/** A prospect as `worker.add_prospects` takes it: only the fields that are known. */
export type Prospect = Partial<Record<Field, string>>;

export interface RowFault {
  column: Column | null;
  reason: "not_an_address" | "not_a_number" | "not_a_profile" | "too_long" | "nobody";
}

export type ReadRow = { ok: true; prospect: Prospect } | { ok: false; faults: RowFault[] };

const CHARACTERS_MAX: Partial<Record<Column, number>> = {
  first_name: 100,
  last_name: 100,
  name: 200,
  company: 255,
  title: 255,
  prospect_notes: 2_000,
};
const PROFILE =
  /^(?:https?:\/\/)?(?:[a-z]{2,3}\.)?linkedin\.com\/in\/([^/?#\s]{1,200})\/?(?:[?#].*)?$/i;

/**
 * What begins so is a formula to the spreadsheet in which somebody opens an export
 * (https://owasp.org/www-community/attacks/CSV_Injection). Nobody's name does, so it is taken off.
 */
const FORMULA = /^[=+\-@\t\r\s]+/;
// Control characters, bidirectional marks and tags have no place in a name.
const NOT_IN_WORDS =
  /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]+/gu;

/** A country in which numbers are read that are written without one. */
export function asCountry(code: string | null): CountryCode | undefined {
  return code !== null && isSupportedCountry(code) ? code : undefined;
}

/** One row, normalised: address in lower case, number in E.164, profile in one form; or why not. */
export function prospectOf(
  cells: string[],
  columns: Columns,
  country: CountryCode | undefined,
): ReadRow {
  const faults: RowFault[] = [];
  let prospect: Prospect = {};
  for (const [column, at] of columns) {
    const cell = (cells[at] ?? "").trim();
    if (cell === "") continue;
    const read = readCell(column, cell, country);
    if ("reason" in read) faults.push({ column, reason: read.reason });
    // Columns of their own go before what a whole name is split into.
    else prospect = column === "name" ? { ...read, ...prospect } : { ...prospect, ...read };
  }
  const known = prospect.email ?? prospect.phone_number ?? prospect.linkedin_url;
  if (faults.length === 0 && known === undefined && prospect.last_name === undefined) {
    faults.push({ column: null, reason: "nobody" });
  }
  return faults.length === 0 ? { ok: true, prospect } : { ok: false, faults };
}

function readCell(
  column: Column,
  cell: string,
  country: CountryCode | undefined,
): Prospect | Pick<RowFault, "reason"> {
  switch (column) {
    case "email": {
      const email = plainAddress(cell);
      return email === null || FORMULA.test(email) ? { reason: "not_an_address" } : { email };
    }
    case "phone_number": {
      // A spreadsheet marks as text what it must not count with.
      const number = parsePhoneNumberFromString(cell.replace(/^'+/, ""), {
        extract: false,
        ...(country === undefined ? {} : { defaultCountry: country }),
      });
      return number?.isValid() ? { phone_number: number.number } : { reason: "not_a_number" };
    }
    case "linkedin_url": {
      const [, name] = PROFILE.exec(cell) ?? [];
      if (name === undefined) return { reason: "not_a_profile" };
      return { linkedin_url: `https://www.linkedin.com/in/${name.toLowerCase()}` };
    }
    default: {
      const words = plainWords(cell);
      if (words.length > (CHARACTERS_MAX[column] ?? 0)) return { reason: "too_long" };
      if (words === "") return {};
      return column === "name" ? splitName(words) : { [column]: words };
    }
  }
}

function plainWords(cell: string): string {
  return cell.replace(FORMULA, "").replace(NOT_IN_WORDS, " ").replace(/\s+/g, " ").trim();
}

function splitName(name: string): Prospect {
  const words = name.split(" ");
  const last = words.pop();
  return {
    ...(words.length > 0 ? { first_name: words.join(" ").slice(0, 100) } : {}),
    ...(last === undefined ? {} : { last_name: last.slice(0, 100) }),
  };
}
