import type { Reading } from "../reading.ts";
import { type Clue, cluesOf } from "./clues.ts";
import { weigh } from "./weigh.ts";
import { weights } from "./weights.ts";

/** Tenths of log-odds, without the bias: less than the net wants, for a phrase was there already. */
const WEIGHT_MIN = 15;

/**
 * Whether the words of a text are those of people in danger at all: by themselves, with those of
 * the texts before it, or in any one sentence, so that nothing harmless that is said beside it
 * takes it back. What stops a conversation must be found by a phrase and be borne out by this.
 */
export function bearsOut({ words, current, context }: Reading): {
  isBorneOut: boolean;
  lookups: number;
} {
  const clues = cluesOf(words, context.idiomatic);
  const sentences: Clue[][] = [];
  for (const clue of clues) {
    if (sentences.length === 0 || words[clue.at]?.begins) sentences.push([]);
    sentences.at(-1)?.push(clue);
  }
  const weighed = [clues, clues.filter(({ at }) => at >= current), ...sentences].map((some) =>
    weigh(some, 0, { bias: 0, of: weights.of }),
  );
  return {
    isBorneOut: weighed.some(({ sum }) => sum >= WEIGHT_MIN),
    lookups: weighed.reduce((sum, { lookups }) => sum + lookups, 0),
  };
}
