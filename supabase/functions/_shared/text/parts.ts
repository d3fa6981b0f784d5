/** Twilio refuses a longer body (error 21617). */
const TWILIO_BODY_CHARACTERS_MAX = 1600;

/** A paragraph, line or sentence is worth a cut only when the part is at least this full. */
const PART_FILL_MIN = 0.5;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/**
 * Cuts a text into parts of at most `maxCharacters` UTF-16 code units, the strictest way to count
 * Twilio's "characters". A cut lies at the end of a paragraph, else a line, else a sentence, else
 * a word, as late as possible; never inside a grapheme cluster that fits a part. White space at
 * a cut is dropped; every other character stays, in order. A text of nothing but white space,
 * which Twilio refuses as empty (error 21602), has no parts; one that fits is its only part, as is.
 */
export function splitParts(text: string, maxCharacters = TWILIO_BODY_CHARACTERS_MAX): string[] {
  if (!Number.isInteger(maxCharacters) || maxCharacters < 2) {
    throw new RangeError("a part holds at least 2 characters: one code point");
  }
  if (text.trim() === "") return [];
  const parts: string[] = [];
  let rest = text;
  while (rest.length > maxCharacters) {
    const cut = findCut(rest, maxCharacters);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = trimStart(rest.slice(cut));
  }
  return [...parts, rest].filter((part) => part !== "");
}

/** White space that carries a combining mark is no white space. */
function trimStart(text: string): string {
  return text.replace(/^\s+(?!\p{M})/u, "");
}

/** Where the first part of a text that is too long ends: above 0, at most `max`. */
function findCut(text: string, max: number): number {
  const clusters = clustersUpTo(text, max);
  const usable = (cut: number) => cut > 0 && cut <= max && clusters.containing(cut)?.index === cut;
  // White space that begins at the limit still ends a part; one more character shows whether
  // a sentence ends with it.
  const window = text.slice(0, max) + (/^\s+/.exec(text.slice(max))?.[0] ?? "");
  const gaps = [...window.matchAll(/\s+/g)].filter((gap) => usable(gap.index));
  const words = gaps.map((gap) => gap.index);
  const lines = gaps.filter(([space]) => space.includes("\n")).map((gap) => gap.index);
  const paragraphs = gaps.filter(([space]) => /\n\s*\n/.test(space)).map((gap) => gap.index);
  const sentenceEnds = [...sentences.segment(text.slice(0, window.length + 1))]
    .slice(0, -1)
    .map(({ index, segment }) => index + segment.trimEnd().length)
    .filter(usable);

  for (const cuts of [paragraphs, lines, sentenceEnds, words]) {
    const cut = cuts.findLast((position) => position >= max * PART_FILL_MIN);
    if (cut !== undefined) return cut;
  }
  return words.at(-1) ?? cutInsideWord(text, max);
}

/** Before the grapheme cluster that crosses the limit, or through it when it fills the part. */
function cutInsideWord(text: string, max: number): number {
  const cluster = clustersUpTo(text, max).containing(max);
  if (cluster !== undefined && cluster.index > 0) return cluster.index;
  const endsInsideCodePoint = text.codePointAt(max - 1) !== text.charCodeAt(max - 1);
  return endsInsideCodePoint ? max - 1 : max;
}

/** The code point behind the limit decides whether a cluster ends there; what follows does not. */
function clustersUpTo(text: string, max: number): Intl.Segments {
  return graphemes.segment(text.slice(0, max + 2));
}
