import type { Reading } from "../reading.ts";
import type { Concerned, Kind, Language } from "../rule.ts";
import { cluesOf } from "./clues.ts";
import { languageOf } from "./language-of.ts";
import type { Meaning } from "./meanings.ts";
import { weigh } from "./weigh.ts";
import { weights } from "./weights.ts";

export interface Caught {
  kind: Kind;
  concerns: Concerned;
  /** Null when its words are of no language. */
  language: Language | null;
}

/** Kinds by what their words are about; what is of none is taken for suicide, the most frequent. */
const KINDS: ReadonlyArray<readonly [kind: Kind, meanings: readonly Meaning[]]> = [
  ["suicide", ["death", "despair", "ending", "living", "bequest", "thought", "place_high", "fall"]],
  ["self_harm", ["wound", "body"]],
  ["abuse", ["danger", "intimate"]],
  ["threat", ["rage"]],
  ["medical", ["collapse"]],
];
const OTHERS: ReadonlySet<Meaning> = new Set(["someone", "intimate", "they"]);

/**
 * The net beneath the phrases: whether the words of a text weigh more like those of people in
 * danger than like everybody's. It knows nothing of what they say together, so what it finds is
 * `low` and no more (docs/decisions/0029).
 */
export function catchText({ words, current, context }: Reading): {
  caught: Caught | null;
  lookups: number;
} {
  const { sum, clues, lookups } = weigh(cluesOf(words, context.idiomatic), current, weights);
  if (sum <= 0) return { caught: null, lookups };
  const about = clues.flatMap((clue) => clue.about);
  const isOfOthers = about.some((one) => OTHERS.has(one)) && !about.includes("i");
  const concerns = isOfOthers ? "other" : "self";
  return { caught: { kind: kindOf(about), concerns, language: languageOf(words) }, lookups };
}

function kindOf(about: readonly Meaning[]): Kind {
  const counted = KINDS.map(([kind, meanings]) => {
    const count = about.filter((one) => meanings.includes(one)).length;
    return { kind, share: count / meanings.length };
  });
  return counted.reduce((best, one) => (one.share > best.share ? one : best)).kind;
}
