import { parsePhoneNumberFromString } from "libphonenumber-js";

export interface Address {
  /** A short code can text us and be texted, but never by a US long code (Twilio error 21265). */
  kind: "phone" | "short_code";
  /** E.164 for a phone, digits alone for a short code. */
  value: string;
}

/**
 * Reads what Twilio calls `From` or `To`: an E.164 number or a short code of 3 to 8 digits.
 * Null for everything else: other channels (`whatsapp:…`), sender names, numbers of no country.
 * The length is checked, not the numbering plan, which changes faster than its package.
 */
export function parseAddress(text: string): Address | null {
  if (/^\d{3,8}$/.test(text)) return { kind: "short_code", value: text };
  if (!/^\+[1-9]\d{6,14}$/.test(text)) return null;
  const phone = parsePhoneNumberFromString(text);
  return phone?.isPossible() ? { kind: "phone", value: phone.number } : null;
}
