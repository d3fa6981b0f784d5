import { describe, expect, test } from "vitest";
import {
  compilePhrases,
  matchPhrases,
} from "../../../supabase/functions/_shared/safety/screen/phrases.ts";
import { englishDanger } from "../../../supabase/functions/_shared/safety/screen/words/english-danger.ts";
import { englishSuicide } from "../../../supabase/functions/_shared/safety/screen/words/english-suicide.ts";
import { guards } from "../../../supabase/functions/_shared/safety/screen/words/guards.ts";
import { spanishRules } from "../../../supabase/functions/_shared/safety/screen/words/spanish.ts";
import { written } from "../../../supabase/functions/_shared/safety/screen/words/spelling.ts";

const classes = { pet: ["cat", "dog"] };
const fillers = new Set(["the"]);
const compile = (...phrases: string[]) =>
  compilePhrases(
    phrases.map((phrase) => ({ phrases: phrase })),
    classes,
    fillers,
  );

/** A full stop begins the next sentence. */
function spansIn(phrase: string, text: string): string[] {
  let begins = true;
  const words = text.split(" ").map((word) => {
    const one = { readings: [word.replace(".", "")], begins };
    begins = word.endsWith(".");
    return one;
  });
  return matchPhrases(compile(phrase), words).matches.map(({ from, to }) => `${from}-${to}`);
}

test.each([
  ["a word", "cat", "a cat sat", ["1-1"]],
  ["a choice", "cat|dog sat", "a dog sat", ["1-2"]],
  ["a class", "@pet sat", "a dog sat", ["1-2"]],
  ["a word that may be missing, and is there", "cat has? sat", "cat has sat", ["0-2"]],
  ["a word that may be missing, and is", "cat has? sat", "cat sat", ["0-1"]],
  ["a gap of none", "cat ..2 sat", "cat sat", ["0-1"]],
  ["a gap of as many", "cat ..2 sat", "cat on mat sat", ["0-3"]],
  ["a gap of more", "cat ..2 sat", "cat on a mat sat", []],
  ["the shortest of two", "cat ..2 sat", "cat cat sat", ["1-2"]],
  ["a gap over a not", "cat ..2 sat", "cat not sat", []],
  ["a gap into the next sentence", "cat ..2 sat", "cat there. dog sat", []],
  ["words of two sentences", "cat sat", "cat. sat", ["0-1"]],
  ["two lines", "cat\ndog", "dog cat", ["0-0", "1-1"]],
])("%s", (_, phrase, text, spans) => {
  expect(spansIn(phrase, text)).toEqual(spans);
});

test("a word is read in each of its ways", () => {
  const words = [{ readings: ["car", "cat"], begins: true }];
  expect(matchPhrases(compile("cat"), words).matches).toHaveLength(1);
});

describe("the list is refused with", () => {
  test.each([
    ["a class that nobody wrote down", "@bird sat", "no class"],
    ["a gap at its beginning", "..2 sat", "gap"],
    ["nothing that must be there", "cat?", "no word"],
    ["a word that no text has", "the cat", "no text has"],
    ["a sign that is none of the grammar", 'cat "sat"', "no word"],
  ])("%s", (_, phrase, message) => {
    expect(() => compile(phrase)).toThrow(message);
  });
});

test("each word that a phrase cannot do without is one that a text may have", () => {
  // What people abbreviate or run together is written out before any phrase is looked for.
  const isHeard = (word: string) => !Object.hasOwn(written, word) || written[word] === word;
  const unheard = [...englishSuicide, ...englishDanger, ...spanishRules, ...guards]
    .flatMap(({ phrases }) => phrases.split("\n"))
    .filter((phrase) =>
      phrase
        .trim()
        .split(/\s+/)
        .filter((element) => element !== "" && !/^(?:\.\.|@)|\?$/.test(element))
        .some(
          (element) => !element.split("|").some((word) => word.startsWith("@") || isHeard(word)),
        ),
    );
  expect(unheard).toEqual([]);
});
