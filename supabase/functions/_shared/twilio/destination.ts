import { parsePhoneNumberFromString } from "libphonenumber-js/max";

export interface Destination {
  /** ISO 3166 code; null for a number of no country (satellite, international) and for no number. */
  country: string | null;
  /** A text to it may cost the sender, or earn its owner, more than a text. */
  premium: boolean;
}

/** +1 900, and 976 as an exchange: pay-per-call, which libphonenumber does not tell of every area. */
const PAY_PER_CALL = /^\+1(?:900|\d{3}976)\d/;

/**
 * Satellite and international networks, and international shared cost and premium rate (ITU-T
 * E.164, list of assigned codes). +880 and +886 are Bangladesh and Taiwan.
 */
const NO_COUNTRY = /^\+(?:87\d|88[1-57-9]|808|979)/;

const PREMIUM_TYPES: ReadonlyArray<string | undefined> = ["PREMIUM_RATE", "SHARED_COST"];

/**
 * Where a number of E.164 lies, and whether it is of a kind that is never texted: toll fraud earns
 * by such numbers. A number that is not assigned, as the fictional 555, lies where its prefix says.
 */
export function destinationOf(e164: string): Destination {
  const phone = parsePhoneNumberFromString(e164);
  if (phone === undefined) return { country: null, premium: NO_COUNTRY.test(e164) };
  const premium =
    NO_COUNTRY.test(e164) || PAY_PER_CALL.test(e164) || PREMIUM_TYPES.includes(phone.getType());
  return { country: phone.country ?? phone.getPossibleCountries()[0] ?? null, premium };
}
