import type { Clue } from "./clues.ts";

/** Words that are weighed together: about two sentences. Each stands in two such stretches. */
export const STRETCH_WORDS = 24;
const STEP_WORDS = STRETCH_WORDS / 2;

export interface Weights {
  /** Added to every sum: what is above nought then is caught. */
  bias: number;
  of: ReadonlyMap<string, number>;
}

export interface Weighed {
  sum: number;
  clues: readonly Clue[];
  lookups: number;
}

/**
 * The heaviest stretch of a text, its own words with at most so many of the texts before it as are
 * weighed together. What does not amount to half of it by itself is weighed alone. Each
 * name counts once a stretch; so a word costs two look-ups for each of its names, however long the text.
 */
export function weigh(clues: readonly Clue[], current: number, { bias, of }: Weights): Weighed {
  let lookups = 0;
  const sumOf = (some: readonly Clue[]) => {
    const names = new Set(some.flatMap((clue) => clue.names));
    lookups += names.size;
    let sum = bias;
    for (const name of names) sum += of.get(name) ?? 0;
    return sum;
  };
  const first = clues.findIndex(({ at }) => at >= current);
  let heaviest: Omit<Weighed, "lookups"> = { sum: bias, clues: [] };
  if (first < 0) return { ...heaviest, lookups };
  for (let from = Math.max(0, first - STEP_WORDS); from < clues.length; from += STEP_WORDS) {
    const stretch = clues.slice(from, from + STRETCH_WORDS);
    const own = stretch.filter(({ at }) => at >= current);
    const alone = sumOf(own);
    const sum = alone > bias / 2 && own.length < stretch.length ? sumOf(stretch) : alone;
    if (sum > heaviest.sum) heaviest = { sum, clues: stretch };
  }
  return { ...heaviest, lookups };
}
