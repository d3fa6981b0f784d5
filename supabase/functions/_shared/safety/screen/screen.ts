import { readReaction } from "../../words/reaction.ts";
import { combinations } from "./combinations.ts";
import { type Automaton, compilePhrases, type Match, matchPhrases, type Word } from "./phrases.ts";
import { readWords } from "./read-words.ts";
import {
  atMost,
  type Concerned,
  type Guard,
  type Kind,
  type Language,
  type Rule,
  SEVERITIES,
  type Severity,
  type Sign,
  worse,
} from "./rule.ts";
import { type TemplateName, templateFor } from "./templates.ts";
import { carriesNegation, firstPerson } from "./words/carried.ts";
import { classes } from "./words/classes.ts";
import { englishDanger } from "./words/english-danger.ts";
import { englishSuicide } from "./words/english-suicide.ts";
import { guards } from "./words/guards.ts";
import { spanishRules } from "./words/spanish.ts";
import * as spelling from "./words/spelling.ts";
import { fillers } from "./words/spelling.ts";
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

/** `anybody`: people in general. `unsaid`: nobody is named. */
type Who = "self" | "other" | "anybody" | "unsaid";
type Entry = Rule | Guard;
type Found = Match<Rule> & { severity: Severity; concerns: Concerned; current: boolean };

const entries: readonly Entry[] = [...englishSuicide, ...englishDanger, ...spanishRules, ...guards];
const automaton: Automaton<Entry> = compilePhrases(entries, classes, fillers);
const wordList = versionOf(entries, classes, [...fillers], spelling, combinations);
const others = new Set<string>([...classes.someone, ...classes.partner, ...classes.familia]);
const anybody = new Set<string>(classes.people);
/** Any of these explains a single word. */
const LESSENING = ["fiction", "profession", "past", "laugh", "trifle"] as const;
/** What was got ready is no joke about a meeting. */
const PREPARED: ReadonlySet<Sign> = new Set(["means", "plan", "bequest", "farewell"]);
const POSSESSIVES: ReadonlySet<string> = new Set(["my", "our", "mi", "mis", "nuestra", "nuestro"]);
/** How far before its verb somebody may be named. */
const SUBJECT_WORDS_MAX = 6;
const NEGATED_WORDS_MAX = 5;

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
  const context = new Context(words, matched.matches, before.length);
  return { screening: { ...nothing, ...context.verdict(language) }, steps };
}

function startingAnew(words: readonly Word[]): Word[] {
  return words.map((word, at) => (at === 0 ? { ...word, begins: true } : word));
}

/** A text read with what stands around it. */
class Context {
  private readonly guarded = new Map<Guard["guard"], Match<Entry>[]>();
  private readonly found: Found[] = [];
  /** By word: how many words of idioms there are before it. */
  private readonly idiomatic: Uint32Array;
  /** By word: how many sentences there are before its own. */
  private readonly sentences: Uint32Array;
  private readonly words: readonly Word[];
  private readonly from: number;

  constructor(words: readonly Word[], matches: readonly Match<Entry>[], from: number) {
    this.words = words;
    this.from = from;
    const inIdiom = new Uint8Array(words.length);
    this.sentences = new Uint32Array(words.length);
    for (let at = 1; at < words.length; at += 1) {
      this.sentences[at] = this.sentenceAt(at - 1) + (words[at]?.begins ? 1 : 0);
    }
    for (const match of matches) {
      if (!("guard" in match.of)) continue;
      const known = this.guarded.get(match.of.guard) ?? [];
      known.push(match);
      this.guarded.set(match.of.guard, known);
      if (match.of.guard === "idiom") inIdiom.fill(1, match.from, match.to + 1);
    }
    this.idiomatic = new Uint32Array(words.length + 1);
    for (let at = 0; at < words.length; at += 1) {
      this.idiomatic[at + 1] = (this.idiomatic[at] ?? 0) + (inIdiom[at] ?? 0);
    }
    this.negations = this.endsOf("negation");
    this.noNegations = new Set(
      (this.guarded.get("no_negation") ?? []).flatMap(({ from: first, to }) =>
        Array.from({ length: to - first + 1 }, (_, nth) => first + nth),
      ),
    );
    for (const match of matches) {
      if (!("guard" in match.of)) this.weigh({ ...match, of: match.of });
    }
  }

  private readonly negations: ReadonlySet<number>;
  private readonly noNegations: ReadonlySet<number>;

  private endsOf(guard: Guard["guard"]): Set<number> {
    return new Set((this.guarded.get(guard) ?? []).map(({ to }) => to));
  }

  /** A guard speaks for its own sentence and for the ones beside it. */
  private has(guard: Guard["guard"], { from, to }: Match<Rule>): boolean {
    const [first, last] = [this.sentenceAt(from) - 1, this.sentenceAt(to) + 1];
    return (this.guarded.get(guard) ?? []).some(
      (match) => this.sentenceAt(match.to) >= first && this.sentenceAt(match.from) <= last,
    );
  }

  private sentenceAt(at: number): number {
    return this.sentences[at] ?? 0;
  }

  private weigh(match: Match<Rule>): void {
    if (this.isIdiom(match)) return;
    const rule = match.of;
    const who = this.whoIn(match);
    if (who === "anybody" && !rule.firm) return;
    const concerns =
      rule.concerns === "either" ? (who === "other" ? "other" : "self") : rule.concerns;
    let { severity } = rule;
    if (!rule.firm && this.isNegated(match)) {
      if (rule.severity === "none" || isWord(rule)) return;
      severity = atMost(severity, "low");
    }
    severity = this.inContext(match, who, concerns, severity);
    if (severity === "none" && rule.severity !== "none") return;
    this.found.push({ ...match, severity, concerns, current: match.to >= this.from });
  }

  /** What happens to people, with nobody in it to whom it does: "domestic violence". */
  private isTopic({ of, from, to }: Match<Rule>): boolean {
    if (of.kind !== "abuse") return false;
    return !this.words.slice(from, to + 1).some(({ readings }) => isFirstPerson(readings[0]));
  }

  private inContext(
    match: Match<Rule>,
    who: Who,
    concerns: Concerned,
    severity: Severity,
  ): Severity {
    const rule = match.of;
    const isFiction = this.has("fiction", match);
    const isWork = this.has("profession", match);
    if (rule.firm) {
      if (who === "self" || !(isFiction || isWork)) return severity;
      // Of one's own people it is told for their sake, whatever one reads or does for a living.
      return this.isOfTheirOwn(match) ? atMost(severity, "moderate") : "none";
    }
    if (isWord(rule) && LESSENING.some((guard) => this.has(guard, match))) return "none";
    const isOfOthers = concerns === "other" || who === "unsaid" || this.isTopic(match);
    if (isFiction) {
      return isOfOthers && !this.isOfTheirOwn(match) ? "none" : atMost(severity, "low");
    }
    if (isWork && isOfOthers && rule.kind !== "threat" && !this.isNow()) {
      return this.isOfTheirOwn(match) ? atMost(severity, "moderate") : "none";
    }
    if (this.has("past", match) && !this.has("still", match) && rule.kind !== "threat") {
      return atMost(severity, "low");
    }
    if (this.has("denial", match) && rule.kind === "suicide") return atMost(severity, "moderate");
    if (this.has("trifle", match) && (rule.kind === "suicide" || rule.kind === "threat")) {
      if (rule.sign !== undefined && PREPARED.has(rule.sign)) return severity;
      return atMost(severity, this.has("laugh", match) || severity !== "high" ? "low" : "moderate");
    }
    return severity;
  }

  /** "My roommate", "our daughter", "she": not "a character", nor "patients". */
  private isOfTheirOwn({ from, to }: Match<Rule>): boolean {
    for (let at = Math.max(0, from - SUBJECT_WORDS_MAX); at <= to; at += 1) {
      const isOwned = POSSESSIVES.has(this.wordAt(at - 1)) || POSSESSIVES.has(this.wordAt(at - 2));
      if (isOwned && others.has(this.wordAt(at))) return true;
    }
    return false;
  }

  private isNow(): boolean {
    return this.found.some(({ of }) => of.sign === "time" || of.firm === true);
  }

  private isIdiom({ from, to }: Match<Rule>): boolean {
    return (this.idiomatic[to + 1] ?? 0) > (this.idiomatic[from] ?? 0);
  }

  private isNegated({ from }: Match<Rule>): boolean {
    for (let at = from - 1; at >= Math.max(0, from - NEGATED_WORDS_MAX); at -= 1) {
      if (this.words[at + 1]?.begins) return false;
      if (this.negations.has(at)) return !this.noNegations.has(at);
      if (!carriesNegation.has(this.wordAt(at))) return false;
    }
    return false;
  }

  private wordAt(at: number): string {
    return this.words[at]?.readings[0] ?? "";
  }

  /** Whom a sentence is about: who is named in its words, or last before them. */
  private whoIn({ from, to }: Match<Rule>): Who {
    let reflexive: "self" | "other" | undefined;
    for (let at = from; at <= to; at += 1) {
      const word = this.wordAt(at);
      if (word === "myself") return "self";
      if (word === "himself" || word === "herself" || word === "themselves" || word === "se") {
        reflexive = "other";
      }
    }
    for (let at = from; at >= Math.max(0, from - SUBJECT_WORDS_MAX); at -= 1) {
      const word = this.wordAt(at);
      if (anybody.has(word) && !/^(?:my|our|his|her|two|both)$/.test(this.wordAt(at - 1))) {
        return "anybody";
      }
      if (reflexive === undefined && firstPerson.has(word)) return "self";
      if (others.has(word)) return "other";
      if (this.words[at]?.begins) break;
    }
    return reflexive ?? "unsaid";
  }

  verdict(language: Language): Partial<Screening> {
    let worst: { severity: Severity; rules: Rule[]; concerns: Concerned } | undefined;
    const consider = (severity: Severity, concerns: Concerned, ...rules: Rule[]): void => {
      const known = worst?.severity ?? "none";
      if (severity === "none" || worse(known, severity) === known) return;
      worst = { severity, concerns, rules };
    };
    const current = this.found.filter((one) => one.current);
    for (const one of current) if (!isWord(one.of)) consider(one.severity, one.concerns, one.of);
    for (const one of current) consider(one.severity, one.concerns, one.of);
    for (const { signs, least, severity } of combinations) {
      const [first, second] = [this.gravest(signs[0]), this.gravest(signs[1])];
      if (first === undefined || second === undefined || first.of === second.of) continue;
      if (!current.some(({ of }) => of.sign === signs[0] || of.sign === signs[1])) continue;
      if (reaches(first, least[0]) && reaches(second, least[1])) {
        consider(severity, first.concerns, first.of, second.of);
      }
    }
    const silent = current.find(({ of }) => of.sign === "unreachable");
    const feared = this.found.find(
      ({ concerns, severity, of }) =>
        concerns === "other" && of.kind === "suicide" && worse(severity, "moderate") === severity,
    );
    if (silent !== undefined && feared !== undefined) consider("critical", "other", feared.of);
    if (worst === undefined) return {};

    const { severity, concerns, rules } = worst;
    const [gravest] = rules;
    const kind = gravest?.kind ?? "suicide";
    const more = current.filter((one) => one.severity !== "none").map(({ of }) => of.id);
    return {
      severity,
      kind,
      concerns,
      rules: [...new Set([...rules.map(({ id }) => id), ...more])],
      language: rules.some((rule) => rule.language === "es") ? "es" : language,
      template: rules.every(isWord) ? null : templateFor(severity, kind, concerns),
    };
  }

  private gravest(sign: Sign): Found | undefined {
    return this.found
      .filter(({ of }) => of.sign === sign)
      .toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))[0];
  }
}

/** Rules of single words, for which no text is due: only the second layer looks. */
function isWord({ id }: Rule): boolean {
  return id.endsWith(".word");
}

function isFirstPerson(word: string | undefined): boolean {
  return word !== undefined && (firstPerson.has(word) || word === "my");
}

function reaches({ severity, of }: Found, least: Severity): boolean {
  // What a guard made less is less in company, too.
  return severity === of.severity && worse(severity, least) === severity;
}
