import { readReaction } from "../../words/reaction.ts";
import { saysSafe } from "../../words/safe-now.ts";
import { combinations } from "./combinations.ts";
import { Context, type Entry } from "./context.ts";
import { type Automaton, compilePhrases, matchPhrases, type Word } from "./phrases.ts";
import { readWords } from "./read-words.ts";
import { classes } from "./words/classes.ts";
import { englishDanger } from "./words/english-danger.ts";
import { englishSuicide } from "./words/english-suicide.ts";
import { guards } from "./words/guards.ts";
import { spanishRules } from "./words/spanish.ts";
import * as spelling from "./words/spelling.ts";
import { versionOf } from "./words/version.ts";

/** Earlier texts of the same person that a text is read with. */
export const RECENT_TEXTS_MAX = 6;
export const RECENT_MINUTES_MAX = 120;

export interface RecentText {
  text: string;
  minutesAgo: number;
}

export interface Reading {
  words: readonly Word[];
  /** Where the text itself begins, after the earlier ones. */
  current: number;
  context: Context;
  /** Look-ups and steps that it took. */
  steps: number;
}

const entries: readonly Entry[] = [...englishSuicide, ...englishDanger, ...spanishRules, ...guards];
const automaton: Automaton<Entry> = compilePhrases(entries, classes, spelling.fillers);
export const phraseList = versionOf(entries, classes, spelling, combinations);

/**
 * A text and the ones before it as words, with what the phrases find in them; null when there is
 * nothing to read: the words in a reaction are ours, said back, and who says that they are safe, in
 * these words and no others, says nothing else.
 */
export function readWithRecent(text: string, recent: readonly RecentText[]): Reading | null {
  if (readReaction(text) !== null || saysSafe(text)) return null;
  const earlier = recent
    .filter(({ minutesAgo }) => minutesAgo <= RECENT_MINUTES_MAX)
    .slice(-RECENT_TEXTS_MAX)
    .filter((one) => readReaction(one.text) === null)
    .map((one) => readWords(one.text, automaton.vocabulary));
  const latest = readWords(text, automaton.vocabulary);
  const before = earlier.flatMap(({ words }) => startingAnew(words));
  const words = [...before, ...startingAnew(latest.words)];
  const matched = matchPhrases(automaton, words);
  return {
    words,
    current: before.length,
    context: new Context(words, matched.matches, before.length),
    steps: matched.steps + [...earlier, latest].reduce((sum, { lookups }) => sum + lookups, 0),
  };
}

function startingAnew(words: readonly Word[]): Word[] {
  return words.map((word, at) => (at === 0 ? { ...word, begins: true } : word));
}
