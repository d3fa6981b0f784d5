import { normaliseText } from "../safety/normalise.ts";

/** Twilio's longest text; what is behind it was not written by a thumb. */
const CHARACTERS_MAX = 1_600;

/** One clause of a text, as its bare words: lower case, no accents, no apostrophes, one space apart. */
export interface Clause {
  words: string;
  /** The clause before it in the same sentence, empty for the first. */
  before: string;
  /** It is all of its sentence. */
  alone: boolean;
  /** Its sentence ends with a question mark. */
  asked: boolean;
}

const APOSTROPHES = /['’‘ʼ`´]/g;
/** A passage between quotation marks, or from one that was never closed; inches are no quotation. */
const QUOTED = /(?<=^|[\s(:,¡¿])["“„«]([^"“”„«»]*)(?:["”»]|$)/g;
const QUOTED_LINE = /^[^\S\n]*>.*$/gm;
const OWN_WORDS = /(?:^|[^a-z])i(?:['’]ve| have)?(?: \w{1,12}){0,2}[:,]? ?$/i;
const OWN_WORDS_FROM = 40;
const STRETCHED = /([a-z])\1{2,}/g;

/** What is one word to whoever reads on. */
const ONE_WORD: ReadonlyArray<[RegExp, string]> = [
  [/\b(?:for the (?:last|[a-z0-9]{1,8}) time|i beg you|im begging you)\b/g, "please"],
  [/\bthank (?:you|u)\b/g, "thanks"],
  [/\bpor fa(?:vor)?\b|\bporfa\b|\bpor fis\b/g, "porfavor"],
  [/\bright (?:now|away)\b/g, "rightnow"],
  [/\bfor (?:good|ever)\b/g, "forever"],
  [/\b(?:the (?:fuck|hell|heck)|tf) /g, ""],
  [/\b(?:fucking|fuckin|freaking|damn|goddamn) /g, ""],
];

/**
 * The clauses of a text, for the rooms that look for what it says. What it quotes is left out: the
 * words of somebody else, but for the words that a person quotes of themself ("I said “stop”") and
 * a text that is nothing but a quotation.
 */
export function readClauses(body: string): Clause[] {
  const text = normaliseText(body).slice(0, CHARACTERS_MAX).replace(QUOTED_LINE, "\n").trim();
  const own = text.replace(QUOTED, (whole, inner: string, at: number) => {
    const isAll = at === 0 && whole.length === text.length;
    const isOwn = OWN_WORDS.test(text.slice(Math.max(0, at - OWN_WORDS_FROM), at));
    return isAll || isOwn ? ` ${inner} ` : " quote ";
  });
  return own.split(/(?<=[.!?\n])|(?=[¡¿])|\p{Extended_Pictographic}/u).flatMap(clausesOf);
}

function clausesOf(sentence: string): Clause[] {
  const clauses = sentence
    .split(/[,;:()[\]—–|]| - /)
    .map(bareWords)
    .filter((words) => words !== "");
  const asked = sentence.trimEnd().endsWith("?");
  return clauses.map((words, index) => ({
    words,
    before: clauses[index - 1] ?? "",
    alone: clauses.length === 1,
    asked,
  }));
}

function bareWords(text: string): string {
  const letters = text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(APOSTROPHES, "")
    .replace(/[^a-z0-9]+/g, " ")
    .replace(STRETCHED, "$1")
    .trim();
  return ONE_WORD.reduce((words, [many, one]) => words.replace(many, one), letters).trim();
}
