import { REPLY_CHARACTERS_MAX } from "../actions.ts";

/** Control codes, bidirectional controls, tag characters: nothing that a phone should be sent. */
const NOT_SENT =
  /[\p{Cc}--\n]|[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]|[\u{E0000}-\u{E007F}]/gv;

/**
 * A model's words as a text to send: composed, without characters that must not be sent, without
 * blank runs, cut at the end of a sentence. Empty when nothing is left.
 */
export function outboundText(text: string, charactersMax = REPLY_CHARACTERS_MAX): string {
  const tidy = text
    .toWellFormed()
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replaceAll("\t", " ")
    .replace(NOT_SENT, "")
    .replace(/[^\S\n]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return cutAtSentence(tidy, charactersMax);
}

/** At most `charactersMax` UTF-16 units: whole sentences, or whole characters when one is longer. */
export function cutAtSentence(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text;
  const sentences = fitting(text, "sentence", charactersMax).trimEnd();
  if (sentences !== "") return sentences;
  return `${fitting(text, "grapheme", charactersMax - 1).trimEnd()}…`;
}

function fitting(
  text: string,
  granularity: "sentence" | "grapheme",
  charactersMax: number,
): string {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter("en", { granularity }).segment(text)) {
    if (index + segment.length > charactersMax) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
