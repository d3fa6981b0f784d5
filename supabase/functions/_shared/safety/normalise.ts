/** Emoji sequences are made with a joiner and a variation selector; only there do they stay. */
const EMOJI_JOINER =
  /(?<=\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D(?=\p{Extended_Pictographic})/v;
const EMOJI_PRESENTATION = /(?<=\p{Emoji})\uFE0F/v;

/** What a reader does not see: zero-width, bidi, tag and filler characters, and control codes. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]|[\p{Cc}--[\n\t]]/v;

const STRIPPED = new RegExp(
  `(${EMOJI_JOINER.source}|${EMOJI_PRESENTATION.source})|${UNSEEN.source}`,
  "gv",
);

/**
 * Text from outside as a person would read it: NFKC, line ends as `\n`, no character that hides,
 * reorders or smuggles others. Run before any model, screen or search sees the text; what is stored
 * stays as it came. Idempotent.
 *
 * Source of the rule: OWASP LLM01, shared case I11 (instructions in U+E00xx tag characters).
 */
export function normaliseText(text: string): string {
  const lines = text.toWellFormed().replace(/\r\n?/g, "\n");
  // Twice: NFKC turns some visible code points into ignorable ones (U+3164 into U+1160).
  return strip(strip(lines).normalize("NFKC"));
}

function strip(text: string): string {
  return text.replace(STRIPPED, "$1");
}

/** A value as JSON in which every string has been normalised. */
export function normalisedJson(value: unknown): string {
  const json = JSON.stringify(value, (_key, inner) =>
    typeof inner === "string" ? normaliseText(inner) : inner,
  );
  return json ?? "null";
}
