import { readReaction } from "../../words/reaction.ts";
import { combinations } from "./combinations.ts";
import { Context, type Entry } from "./context.ts";
import { type Automaton, compilePhrases, matchPhrases, type Word } from "./phrases.ts";
import { readWords } from "./read-words.ts";
import type { Concerned, Kind, Language, Severity } from "./rule.ts";
import { type TemplateName, templateFor } from "./templates.ts";
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

export interface ToScreen {
  text: string;
  /** The same person's own texts before it, the oldest first; what is too old or too many is left out. */
  recent?: readonly RecentText[];
  /** Of the person, when known: for a text whose words are of no language ("🔫 tonight"). */
  language?: Language;
}

export interface Screening {
  severity: Severity;
  /** Null without a finding. */
  kind: Kind | null;
  concerns: Concerned | null;
  /** Of the rules that found it, the gravest first; never the words. */
  rules: string[];
  language: Language;
  /** The fixed text that is due. */
  template: TemplateName | null;
  /** Version of the word list. */
  list: string;
}

const entries: readonly Entry[] = [...englishSuicide, ...englishDanger, ...spanishRules, ...guards];
const automaton: Automaton<Entry> = compilePhrases(entries, classes, spelling.fillers);
const wordList = versionOf(entries, classes, spelling, combinations);

/**
 * What a text says of danger to somebody's life, by rules alone: before any model, and whatever one
 * says later. It errs towards finding: a text with such words is `none` only when a guard knows them
 * for something else. Linear in the length of the text.
 */
export function screenText(input: ToScreen): Screening {
  return screenCounted(input).screening;
}

/** The same, with the number of look-ups and steps it took. */
export function screenCounted({ text, recent = [], language = "en" }: ToScreen): {
  screening: Screening;
  steps: number;
} {
  const nothing: Screening = {
    severity: "none",
    kind: null,
    concerns: null,
    rules: [],
    language,
    template: null,
    list: wordList,
  };
  // The words in a reaction are ours, said back.
  if (readReaction(text) !== null) return { screening: nothing, steps: 1 };

  const earlier = recent
    .filter(({ minutesAgo }) => minutesAgo <= RECENT_MINUTES_MAX)
    .slice(-RECENT_TEXTS_MAX)
    .filter((one) => readReaction(one.text) === null)
    .map((one) => readWords(one.text, automaton.vocabulary));
  const latest = readWords(text, automaton.vocabulary);
  const before = earlier.flatMap(({ words }) => startingAnew(words));
  const words = [...before, ...startingAnew(latest.words)];
  const matched = matchPhrases(automaton, words);
  const steps = matched.steps + [...earlier, latest].reduce((sum, { lookups }) => sum + lookups, 0);
  const verdict = new Context(words, matched.matches, before.length).verdict();
  if (verdict === null) return { screening: nothing, steps };

  const { severity, concerns, rules, ids } = verdict;
  const [{ kind }] = rules;
  const screening: Screening = {
    ...nothing,
    severity,
    kind,
    concerns,
    rules: [...ids],
    language: verdict.language ?? language,
    template: templateFor(severity, kind, concerns),
  };
  return { screening, steps };
}

function startingAnew(words: readonly Word[]): Word[] {
  return words.map((word, at) => (at === 0 ? { ...word, begins: true } : word));
}
