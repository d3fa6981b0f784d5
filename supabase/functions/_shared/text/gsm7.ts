import { SegmentedMessage } from "sms-segments-calculator";
import { countSegments } from "./segments.ts";

/** Spaces of every width; Twilio's map makes two of one, and seven of a tab. */
const WIDE_SPACES = /[\t\u00A0\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/g;

/**
 * A text with plain characters in the place of typographic ones (Twilio's Smart Encoding), when
 * that is enough to send it as GSM-7, and in no more segments than before; else the text as it is.
 * Idempotent.
 *
 * A text that needs UCS-2 anyway, for an emoji or an "á", pays nothing for its quotes and dashes,
 * and would only grow ("…" takes three characters), so it keeps them. So does one with combining
 * marks, of which Twilio's map would make characters of their own.
 */
export function plainCharacters(text: string): string {
  const before = countSegments(text);
  if (before.encoding === "GSM-7") return text;
  const composed = text.normalize("NFC");
  if (/\p{M}/u.test(composed)) return text;
  const smart = new SegmentedMessage(composed.replace(WIDE_SPACES, " "), "auto", true);
  const fits = smart.encodingName === "GSM-7" && smart.segmentsCount <= before.segments;
  return fits ? smart.graphemes.join("") : text;
}
