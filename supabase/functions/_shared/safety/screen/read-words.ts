import { normaliseText } from "../normalise.ts";
import type { Word } from "./phrases.ts";
import {
  emoji,
  fillers,
  forgiving,
  heard,
  joined,
  lookalikes,
  starred,
  telling,
  unforgiven,
  written,
} from "./words/spelling.ts";

/** No word that means anything is longer, nor are words run together. */
const WORD_CHARACTERS_MAX = 48;
/** Of words run together. */
const PIECE_CHARACTERS_MAX = 12;

const PIECE = /[\p{L}\p{N}@$*!|'’‘ʼ`´]+|\.{2,}|[\n.?¿¡]|\p{Extended_Pictographic}/gu;
const APOSTROPHE = /['’‘ʼ`´]/g;
/** A pause ("i just... want") ends none. */
const ENDS_A_SENTENCE = /^[\n.?¿¡]$/;
const ACCENTS = /\p{M}/gu;
const QUOTED_LINE = /^[^\S\n]*>.*$/gm;

/** After these "2" is "to". */
const BEFORE_TO = new Set(
  "want wants wanted going need needs have trying ready about got".split(" "),
);
const SUBJECTS = new Set(["he", "she", "it", "that", "there", "who", "what", "here", "how"]);
const CONTRACTED: Readonly<Record<string, string>> = {
  m: "am",
  ll: "will",
  ve: "have",
  re: "are",
  d: "would",
};

export interface ReadWords {
  words: Word[];
  /** How many look-ups it took, for who wants to see that it is linear. */
  lookups: number;
}

/** A text as the words it would have in a dictionary; `vocabulary` is what the phrases know. */
export function readWords(text: string, vocabulary: ReadonlySet<string>): ReadWords {
  const reader = new Reader(vocabulary);
  const plain = normaliseText(text)
    .replace(QUOTED_LINE, "\n")
    .toLowerCase()
    .normalize("NFD")
    .replace(ACCENTS, "");
  for (const [piece] of plain.matchAll(PIECE)) reader.read(piece);
  return reader.finish();
}

/** Holds what was read so far: letters with spaces between them, and whether a sentence begins. */
class Reader {
  private raw: Array<{ word: string; begins: boolean; readings?: readonly string[] }> = [];
  private letters: Array<{ word: string; begins: boolean }> = [];
  private begins = true;
  private lookups = 0;
  private readonly vocabulary: ReadonlySet<string>;

  constructor(vocabulary: ReadonlySet<string>) {
    this.vocabulary = vocabulary;
  }

  read(piece: string): void {
    if (/^[\p{L}\p{N}@$*!|'’‘ʼ`´]/u.test(piece)) this.readChunk(piece);
    else if (ENDS_A_SENTENCE.test(piece)) this.begins = true;
    else if (emoji[piece] !== undefined) this.push(emoji[piece] ?? "");
  }

  finish(): ReadWords {
    this.joinLetters();
    const words: Word[] = [];
    let begins = false;
    for (const { word, begins: first, readings } of this.withPairsJoined()) {
      begins ||= first;
      if (fillers.has(word) || (word === "2" && BEFORE_TO.has(words.at(-1)?.readings[0] ?? ""))) {
        continue;
      }
      words.push({ readings: readings ?? [word], begins });
      begins = false;
    }
    return { words, lookups: this.lookups };
  }

  private readChunk(chunk: string): void {
    const word = chunk.replace(/^[*!|'’‘ʼ`´@]+|[*!|'’‘ʼ`´@$]+$/gu, "");
    if (word !== "") {
      if (/^[a-z]$/.test(word)) {
        this.letters.push({ word, begins: this.begins });
        this.begins = false;
      } else {
        this.joinLetters();
        for (const part of this.spell(word.slice(0, WORD_CHARACTERS_MAX))) this.push(part);
      }
    }
    if (/!$/.test(chunk)) this.begins = true;
  }

  private push(word: string, readings?: readonly string[]): void {
    this.joinLetters();
    this.raw.push({ word, begins: this.begins, ...(readings === undefined ? {} : { readings }) });
    this.begins = false;
  }

  /** "k i l l" is one word, or several; two letters in a row are two words. */
  private joinLetters(): void {
    const { letters } = this;
    if (letters.length === 0) return;
    this.letters = [];
    const run = letters.map(({ word }) => word).join("");
    const parts = letters.length < 3 ? undefined : this.split(run.slice(0, WORD_CHARACTERS_MAX));
    if (parts === undefined) {
      for (const { word, begins } of letters) {
        for (const part of (written[word] ?? word).split(" "))
          this.raw.push({ word: part, begins });
      }
      return;
    }
    for (const [at, word] of parts.entries()) {
      this.raw.push({ word, begins: at === 0 && (letters[0]?.begins ?? false) });
    }
  }

  private *withPairsJoined() {
    for (let at = 0; at < this.raw.length; at += 1) {
      const one = this.raw[at];
      if (one === undefined) return;
      const together = joined[`${one.word} ${this.raw[at + 1]?.word}`];
      yield together === undefined ? one : { ...one, word: together };
      if (together !== undefined) at += 1;
    }
  }

  /** The words that a chunk without spaces stands for. */
  private spell(chunk: string): string[] {
    const plain = chunk.replace(APOSTROPHE, "");
    const whole = written[chunk.replace(APOSTROPHE, "'")];
    if (whole !== undefined && plain !== chunk) return whole.split(" ");
    const [, stem, ending] = /^([a-z]+)['’‘ʼ`´](m|ll|ve|re|d|s)$/.exec(chunk) ?? [];
    if (stem !== undefined && ending !== undefined) {
      if (ending !== "s") return [stem, CONTRACTED[ending] ?? ""];
      return SUBJECTS.has(stem) ? [stem, "is"] : this.usual(stem);
    }
    return this.usual(plain);
  }

  private usual(word: string): string[] {
    if (/^\d+$/.test(word)) return [numberWord(word)];
    const known = this.known(word);
    if (known !== undefined) return known;

    const [, count, unit] = /^(\d+)([a-z]+)$/.exec(word) ?? [];
    const letters = Array.from(word, (sign) => lookalikes[sign] ?? sign).join("");
    const plain = /[^a-z*]/.test(letters) ? letters.replace(/[^a-z*]/g, "") : letters;
    if (plain.includes("*")) return [this.unstar(plain) ?? plain.replaceAll("*", "")];
    if (plain !== word) {
      const meant = this.known(plain) ?? this.known(plain.replaceAll("i", "l"));
      if (meant !== undefined) return meant;
    }
    if (count !== undefined && unit !== undefined) return [numberWord(count), ...this.usual(unit)];
    return this.guess(plain) ?? [word];
  }

  /** As it stands, as people abbreviate it, or with its letters not stretched. */
  private known(word: string): string[] | undefined {
    for (const form of [word, word.replace(/(.)\1{2,}/g, "$1$1"), word.replace(/(.)\1+/g, "$1")]) {
      this.lookups += 1;
      if (Object.hasOwn(written, form)) return written[form]?.split(" ");
      if (this.vocabulary.has(form) || fillers.has(form)) return [form];
      if (form === word && !/(.)\1/.test(word)) break;
    }
    // "sayin", "doin".
    if (/..in$/.test(word) && this.vocabulary.has(`${word}g`)) return [`${word}g`];
    const one = word.slice(0, -1);
    return /...s$/.test(word) && this.vocabulary.has(one) ? [one] : undefined;
  }

  private guess(word: string): string[] | undefined {
    const near = unforgiven.has(word) ? undefined : this.near(word);
    const heard = near ?? bySound.get(soundOf(word));
    return heard === undefined ? this.split(word) : heard.split(" ");
  }

  /** The one long word from which this one differs by a letter added, lost, changed or swapped. */
  private near(word: string): string | undefined {
    if (word.length < 5 || word.length > 14) return undefined;
    for (let at = -1; at < word.length; at += 1) {
      this.lookups += 1;
      const without = at < 0 ? word : word.slice(0, at) + word.slice(at + 1);
      const found = shortened.get(without);
      if (found !== undefined && differByOne(found, word)) return found;
    }
    return undefined;
  }

  private unstar(word: string): string | undefined {
    return starred.find(
      (whole) =>
        whole.length === word.length &&
        Array.from(whole).every((letter, at) => word[at] === "*" || word[at] === letter),
    );
  }

  /** Words that were run together, all of them known and one of them telling. */
  private split(run: string): string[] | undefined {
    if (this.vocabulary.has(run)) return [run];
    const whole = written[run];
    if (Object.hasOwn(written, run) && whole !== undefined) return whole.split(" ");
    if (run.length < 5) return undefined;
    // By how many words: fewer are likelier to be what was meant.
    const best: Array<string[] | undefined> = [[]];
    for (let to = 1; to <= run.length; to += 1) {
      for (let from = Math.max(0, to - PIECE_CHARACTERS_MAX); from < to; from += 1) {
        this.lookups += 1;
        const before = best[from];
        const word = run.slice(from, to);
        if (before === undefined || !this.isWord(word)) continue;
        const known = best[to];
        if (known === undefined || known.length > before.length + 1) best[to] = [...before, word];
      }
    }
    const parts = best[run.length]?.flatMap((word) => (written[word] ?? word).split(" "));
    return parts?.some((word) => telling.has(word)) ? parts : undefined;
  }

  private isWord(word: string): boolean {
    if (word.length === 1) return word === "i" || word === "a";
    return this.vocabulary.has(word) || Object.hasOwn(written, word) || fillers.has(word);
  }
}

/** Small amounts of anything are taken every day; large ones of a medicine are not. */
function numberWord(digits: string): string {
  if (digits === "2") return digits;
  if (digits === "911" || digits === "112" || digits === "999") return "911";
  if (digits === "988") return "988";
  if (/^(?:19|20)\d\d$/.test(digits)) return "#year";
  return digits.length > 1 && Number(digits) >= 8 ? "#many" : "#few";
}

/** Forgiving words by themselves and by each of themselves without a letter. */
const shortened = new Map<string, string>(
  forgiving.flatMap((word) => [
    [word, word] as const,
    ...Array.from(word, (_, at) => [word.slice(0, at) + word.slice(at + 1), word] as const),
  ]),
);

/** Spanish as it sounds where it is spoken most: "bida", "otra ves", "suisidas" and "ya no kiero". */
function soundOf(word: string): string {
  return word
    .replace(/v/g, "b")
    .replace(/ll/g, "y")
    .replace(/qu|c(?=[aourltn])|c$/g, "k")
    .replace(/z|c/g, "s")
    .replace(/g(?=[ei])/g, "j")
    .replace(/h/g, "")
    .replace(/^bu(?=[ei])/, "gu");
}

/** By sound: words long enough that few others sound like them. */
const bySound = new Map<string, string>(
  heard.map((word) => [soundOf(word), written[word] ?? word] as const),
);

function differByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  let back = 0;
  while (back < Math.min(a.length, b.length) - from && a.at(-1 - back) === b.at(-1 - back)) {
    back += 1;
  }
  const [restA, restB] = [a.slice(from, a.length - back), b.slice(from, b.length - back)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
