import type { Word } from "../phrases.ts";
import { type Meaning, meanings } from "./meanings.ts";

/** So many letters tell a word from others, and not its endings from one another. */
const STEM_CHARACTERS = 6;

/** What a word is weighed by: itself, what it is about, and itself with the word before it. */
export interface Clue {
  at: number;
  names: readonly string[];
  about: readonly Meaning[];
}

const meaningsOf = new Map<string, Meaning[]>();
for (const [meaning, words] of meanings) {
  for (const word of words) {
    const known = meaningsOf.get(word) ?? [];
    known.push(meaning);
    meaningsOf.set(word, known);
  }
}

/** The clues of some words; those of an idiom mean something else, and give none. */
export function cluesOf(words: readonly Word[], idiomatic: ReadonlySet<number>): Clue[] {
  const clues: Clue[] = [];
  let before = "";
  for (const [at, { readings, begins }] of words.entries()) {
    const word = readings[0] ?? "";
    if (idiomatic.has(at)) {
      before = "";
      continue;
    }
    const about = meaningsOf.get(word) ?? [];
    const stem = word.slice(0, STEM_CHARACTERS);
    const names = [stem, ...about.map((meaning) => `@${meaning}`)];
    if (before !== "" && !begins) names.push(`${before} ${stem}`);
    clues.push({ at, names, about });
    before = stem;
  }
  return clues;
}
