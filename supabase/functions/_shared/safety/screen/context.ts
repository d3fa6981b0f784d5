import { combinations } from "./combinations.ts";
import type { Match, Word } from "./phrases.ts";
import {
  atMost,
  type Concerned,
  type Guard,
  type Language,
  type Rule,
  SEVERITIES,
  type Severity,
  type Sign,
  worse,
} from "./rule.ts";
import { carriesNegation, firstPerson } from "./words/carried.ts";
import { classes } from "./words/classes.ts";

export type Entry = Rule | Guard;

/** `anybody`: people in general. `unsaid`: nobody is named. */
type Who = "self" | "other" | "anybody" | "unsaid";
type Found = Match<Rule> & { severity: Severity; concerns: Concerned; current: boolean };

/** What a text comes to; the gravest rule first. */
export interface Verdict {
  severity: Severity;
  concerns: Concerned;
  rules: readonly [Rule, ...Rule[]];
  /** All that was found in the text itself, counted or not. */
  ids: readonly string[];
  language: Language | null;
}

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
/** From "posts like" to what is found in the quotation. */
const QUOTED_WORDS_MAX = 4;
/** After "overdosed on". */
const SUBSTANCE_WORDS_MAX = 4;
const SUBSTANCES = new Set<string>([
  ...classes.substance,
  ...classes.pills,
  ...classes.poison,
  ...classes.pastillas,
]);
const work = new Set<string>(classes.work);

/** A text read with what stands around it. */
export class Context {
  /** The words that mean something else together. */
  readonly idiomatic = new Set<number>();
  /** By guard: the sentences in which it stands. */
  private readonly guarded = new Map<Guard["guard"], Set<number>>();
  /** Last words of negations, and all words of what only looks like one. */
  private readonly negations = new Set<number>();
  private readonly notNegations = new Set<number>();
  /** Last words of what announces somebody's words as an example. */
  private readonly announcements = new Set<number>();
  private readonly found: Found[] = [];
  private readonly gravest = new Map<Sign, Found>();
  private isNow = false;
  /** By word: how many sentences there are before its own. */
  private readonly sentences: Uint32Array;
  private readonly words: readonly Word[];
  /** Where the text itself begins, after the earlier ones. */
  private readonly current: number;

  constructor(words: readonly Word[], matches: readonly Match<Entry>[], current: number) {
    this.words = words;
    this.current = current;
    this.sentences = new Uint32Array(words.length);
    for (let at = 1; at < words.length; at += 1) {
      this.sentences[at] = this.sentenceAt(at - 1) + (words[at]?.begins ? 1 : 0);
    }
    for (const { of, from, to } of matches) {
      // A phrase may be sent in two sentences; what excuses it must be one.
      if (!("guard" in of) || this.sentenceAt(from) !== this.sentenceAt(to)) continue;
      if (of.guard === "negation") this.negations.add(to);
      else if (of.guard === "no_negation") addRange(this.notNegations, from, to);
      else if (of.guard === "quoted") this.announcements.add(to);
      else if (of.guard === "idiom") addRange(this.idiomatic, from, to);
      else {
        const known = this.guarded.get(of.guard) ?? new Set();
        addRange(known, this.sentenceAt(from), this.sentenceAt(to));
        this.guarded.set(of.guard, known);
      }
    }
    for (const match of matches) {
      if ("guard" in match.of || overlaps(match, this.idiomatic)) continue;
      this.weigh({ ...match, of: match.of });
    }
  }

  /** A guard speaks for its own sentence and the ones beside it, and for no text after its own. */
  private has(guard: Guard["guard"], { from, to }: Match<Rule>, beside = 1): boolean {
    const sentences = this.guarded.get(guard);
    if (sentences === undefined) return false;
    const first = from >= this.current ? this.sentenceAt(this.current) : 0;
    for (
      let at = Math.max(first, this.sentenceAt(from) - beside);
      at <= this.sentenceAt(to) + 1;
      at += 1
    ) {
      if (sentences.has(at)) return true;
    }
    return false;
  }

  private sentenceAt(at: number): number {
    return this.sentences[at] ?? 0;
  }

  private weigh(match: Match<Rule>): void {
    const rule = match.of;
    const who = this.whoIn(match);
    if (who === "anybody" && !rule.firm) return;
    const concerns =
      rule.concerns === "either" ? (who === "other" ? "other" : "self") : rule.concerns;
    let { severity } = rule;
    const isDoubtful = this.isUndone(match) || this.isOverdoseOfAnything(match);
    if (rule.firm && isDoubtful) severity = atMost(severity, "moderate");
    if (!rule.firm && this.isNegated(match)) {
      if (rule.severity === "none" || isWord(rule)) return;
      severity = atMost(severity, "low");
    }
    severity = this.inContext(match, who, concerns, severity);
    if (severity === "none" && rule.severity !== "none") return;
    this.add({ ...match, severity, concerns, current: match.to >= this.current });
  }

  private add(one: Found): void {
    this.found.push(one);
    const { sign, firm } = one.of;
    this.isNow ||= sign === "time" || firm === true;
    if (sign === undefined) return;
    const known = this.gravest.get(sign);
    if (known === undefined || isGraver(one.severity, known.severity)) this.gravest.set(sign, one);
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
    if (rule.yields && this.has("service", match)) return atMost(severity, "low");
    const isFiction = this.has("fiction", match);
    const isWork = this.has("profession", match);
    if (rule.kind === "medical" && who !== "self" && this.has("mended", match)) {
      return atMost(severity, "low");
    }
    const isOfOneself = who === "self" || rule.concerns === "self";
    if (isOfOneself && !this.isOfTheirOwn(match) && this.isQuoted(match)) {
      return atMost(severity, "low");
    }
    const isIntake = rule.firm === true && rule.kind !== "abuse";
    const isAsTold = this.has("prescribed", match, 0) && !this.has("amount", match, 0);
    if (isIntake && isAsTold && !this.has("urgent", match)) return atMost(severity, "moderate");
    if (who !== "self" && this.has("remembered", match, 0)) {
      return atMost(severity, concerns === "other" ? "low" : "moderate");
    }
    // Spanish seldom says who; and who leaves themselves out may still say what they have done.
    const isUnsaid =
      who === "unsaid" && rule.language === "en" && !(rule.firm && rule.kind === "suicide");
    const isOfNobodyNear = concerns === "other" || isUnsaid;
    if (
      this.has("occupation", match) &&
      isOfNobodyNear &&
      (rule.kind !== "threat" || who === "other")
    ) {
      // What one meets at work is told as that, unless it is happening or to one of one's own.
      const isNear = this.isOfTheirOwn(match) || this.has("urgent", match);
      const isGrave =
        rule.firm === true ||
        rule.kind === "threat" ||
        (rule.kind === "suicide" && isGraver(severity, "moderate"));
      if (!isNear) return atMost(severity, isGrave ? "moderate" : "low");
    }
    const isHarm = rule.kind === "abuse" || rule.kind === "threat";
    if (isHarm && !rule.firm && this.has("scolding", match, 0) && !this.has("urgent", match)) {
      return atMost(severity, "low");
    }
    if (rule.firm) {
      if (this.has("long_ago", match) && !this.has("still", match)) return atMost(severity, "low");
      if (who === "self" || !(isFiction || isWork)) return severity;
      // "I'm a nurse. Took the whole bottle": who leaves themselves out has still done it.
      if (who === "unsaid" && rule.kind === "suicide" && !isFiction) return severity;
      // Of one's own people it is told for their sake, whatever one reads or does for a living.
      const isUrgent = this.has("urgent", match);
      if (this.isOfTheirOwn(match) && isUrgent) return severity;
      if (this.isOfTheirOwn(match) || isUrgent) return atMost(severity, "moderate");
      return isFiction ? "none" : atMost(severity, "moderate");
    }
    if (isWord(rule) && LESSENING.some((guard) => this.has(guard, match))) return "none";
    const isOfOthers = concerns === "other" || who === "unsaid" || this.isTopic(match);
    if (isFiction) {
      return isOfOthers && !this.isOfTheirOwn(match) ? "none" : atMost(severity, "low");
    }
    if (isWork && isOfOthers && rule.kind !== "threat" && !this.isNow) {
      return this.isOfTheirOwn(match) ? atMost(severity, "moderate") : "none";
    }
    if (this.has("past", match) && !this.has("still", match) && rule.kind !== "threat") {
      return atMost(severity, "low");
    }
    if (this.has("denial", match) && rule.kind === "suicide") return atMost(severity, "moderate");
    // What is high is a joke about a trifle only in one breath with it.
    if (
      this.has("trifle", match, severity === "high" ? 0 : 1) &&
      (rule.kind === "suicide" || rule.kind === "threat")
    ) {
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

  /** "Posts like "I want to …"", "callers who say …". */
  private isQuoted({ from }: Match<Rule>): boolean {
    for (let at = from; at >= Math.max(0, from - QUOTED_WORDS_MAX); at -= 1) {
      if (this.announcements.has(at)) return true;
      if (this.words[at]?.begins) return false;
    }
    return false;
  }

  /** "I did not take too many": what is happening is seldom denied, and never with "am not". */
  private isUndone({ from }: Match<Rule>): boolean {
    const isNot = this.wordAt(from - 1) === "not" && !this.words[from]?.begins;
    return isNot && this.wordAt(from - 2) === "did";
  }

  /** "Overdosed on planning": neither a drug, nor what may be one ("it", "something", "40"). */
  private isOverdoseOfAnything({ from, to }: Match<Rule>): boolean {
    for (let at = from; at <= to; at += 1) {
      if (!/^overdos(?:e|ed|ing)$/.test(this.wordAt(at))) continue;
      if (this.wordAt(at + 1) !== "on") return false;
      for (let next = at + 2; next <= at + 1 + SUBSTANCE_WORDS_MAX; next += 1) {
        if (this.words[next]?.begins || next >= this.words.length) return next > at + 2;
        if (this.words[next]?.readings.some(mayBeSubstance)) return false;
      }
      return true;
    }
    return false;
  }

  private isNegated({ from }: Match<Rule>): boolean {
    for (let at = from - 1; at >= Math.max(0, from - NEGATED_WORDS_MAX); at -= 1) {
      if (this.words[at + 1]?.begins) return false;
      if (this.negations.has(at)) return !this.notNegations.has(at);
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
      if (word === "myself" || word === "me") return "self";
      if (word === "himself" || word === "herself" || word === "themselves" || word === "se") {
        reflexive = "other";
      }
    }
    for (let at = from; at >= Math.max(0, from - SUBJECT_WORDS_MAX); at -= 1) {
      const word = this.wordAt(at);
      if (anybody.has(word) && !/^(?:my|our|his|her|two|both)$/.test(this.wordAt(at - 1))) {
        return "anybody";
      }
      // Who treats and teaches it is not who it happens to.
      const isAtWork = word === "i" && work.has(this.wordAt(at + 1));
      if (reflexive === undefined && firstPerson.has(word) && !isAtWork) return "self";
      if (others.has(word)) return "other";
      if (this.words[at]?.begins) break;
    }
    if (reflexive !== undefined) return reflexive;
    const isOwn = this.words.slice(from, to + 1).some(({ readings }) => isFirstPerson(readings[0]));
    return isOwn ? "self" : "unsaid";
  }

  /** Null when nothing was found in the text itself, whatever was in those before it. */
  verdict(): Verdict | null {
    let worst: Pick<Verdict, "severity" | "concerns" | "rules"> | null = null;
    const consider = (severity: Severity, concerns: Concerned, ...rules: [Rule, ...Rule[]]) => {
      if (isGraver(severity, worst?.severity ?? "none")) worst = { severity, concerns, rules };
    };
    const current = this.found.filter((one) => one.current);
    // Of two that weigh the same an ambulance comes first, and a rule proper before a word.
    const isMedical = ({ of }: Found) => of.kind === "medical";
    const rules = current.filter(({ of }) => !isWord(of));
    for (const one of [...rules.filter(isMedical), ...rules, ...current]) {
      consider(one.severity, one.concerns, one.of);
    }
    const signs = new Set(current.map(({ of }) => of.sign));
    for (const { signs: both, least, severity } of combinations) {
      const [first, second] = [this.gravest.get(both[0]), this.gravest.get(both[1])];
      if (first === undefined || second === undefined) continue;
      if (!signs.has(both[0]) && !signs.has(both[1])) continue;
      if (reaches(first, least[0]) && reaches(second, least[1])) {
        consider(severity, first.concerns, first.of, second.of);
      }
    }
    const feared = this.found.find(({ concerns, severity, of }) => {
      return concerns === "other" && of.kind === "suicide" && !isGraver("moderate", severity);
    });
    // Somebody whose life is feared for, and who does not answer.
    if (signs.has("unreachable") && feared !== undefined) consider("critical", "other", feared.of);
    return worst === null ? null : this.told(worst, current);
  }

  private told(
    worst: Pick<Verdict, "severity" | "concerns" | "rules">,
    current: readonly Found[],
  ): Verdict {
    const found = current.filter(({ severity }) => severity !== "none").map(({ of }) => of.id);
    return {
      ...worst,
      ids: [...new Set([...worst.rules.map(({ id }) => id), ...found])],
      language: worst.rules.some(({ language }) => language === "es") ? "es" : null,
    };
  }
}

/** Rules of single words, for which no text is due: only the second layer looks. */
export function isWord({ id }: Rule): boolean {
  return id.endsWith(".word");
}

/** A drug by its name or by how drugs are named, or what may stand for one. */
function mayBeSubstance(word: string): boolean {
  return (
    SUBSTANCES.has(word) ||
    word.startsWith("#") ||
    /(?:ine|one|ol|am|en|ide|ate|min|tal|ril|cin|lin|phen|pan|dryl)$/.test(word)
  );
}

function isFirstPerson(word: string | undefined): boolean {
  return word !== undefined && (firstPerson.has(word) || word === "my");
}

function reaches({ severity, of }: Found, least: Severity): boolean {
  // What a guard made less is less in company, too.
  return severity === of.severity && worse(severity, least) === severity;
}

function isGraver(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b);
}

/** Phrases are short: a match has no more words than there are elements in one. */
function addRange(set: Set<number>, from: number, to: number): void {
  for (let at = from; at <= to; at += 1) set.add(at);
}

function overlaps({ from, to }: Match<Entry>, words: ReadonlySet<number>): boolean {
  for (let at = from; at <= to; at += 1) if (words.has(at)) return true;
  return false;
}
