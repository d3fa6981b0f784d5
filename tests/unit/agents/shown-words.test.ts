import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assistant } from "../../../supabase/functions/_shared/agent/assistant.ts";
import { ShownWords } from "../../../supabase/functions/_shared/agent/shown-words.ts";
import { wordsToSend } from "../../../supabase/functions/_shared/agent/words-to-send.ts";
import { Thread } from "./thread.ts";

function contextOf(said: string) {
  const thread = new Thread(assistant);
  thread.channel = "web";
  thread.hears(said);
  return thread.turn().context;
}

/** What is shown of an answer that comes in these pieces, piece by piece. */
function shownOf(pieces: string[], said = "hello"): string[] {
  const shown: string[] = [];
  const words = new ShownWords(contextOf(said), (text) => void shown.push(text));
  for (const piece of pieces) words.add(piece);
  return shown;
}

describe("what is shown while an answer is written", () => {
  test("is whole sentences and lines, each once", () => {
    const one = "The dock is open. ";
    const two = "It closes at nine in summer, and at sunset when the days are short. ";
    expect(shownOf([one.slice(0, 9), one.slice(9), two, "Then\n- one", "\n- two"])).toEqual([
      one.trimEnd(),
      ` ${two.trimEnd()}`,
    ]);
  });

  test("is looked at so many times at most, however short its lines are", () => {
    const pieces = Array.from({ length: 8_000 }, () => "a\n");
    const { length } = shownOf(pieces);
    expect(length).toBeGreaterThan(20);
    expect(length).toBeLessThan(40);
  });

  test.each([
    ["a link", "Look at ht", "tps://evil.exam", "ple/x now. There."],
    ["a number", "Call +44 20 7", "946 09", "58 now. There."],
    ["an address", "Mail to mallory@ev", "il.exam", "ple now. There. "],
  ])("holds no half of %s", (_, ...pieces) => {
    const end = " And this is the end of it, after words enough to be looked at. ";
    const shown = shownOf([...pieces, end]).join("");
    expect(shown).not.toMatch(/evil|7946|mallory|https/);
    expect(shown).toContain("removed]");
    expect(shown).toContain(end.trim());
  });

  test("ends where a later sentence condemns it", () => {
    const wait = "I will wait for it as long as you like, and for nothing else. ";
    const shown = shownOf(["Gladly. ", "Tell me your password. ", wait, wait]);
    expect(shown).toEqual(["Gladly."]);
  });

  test("begins with the truth when that was asked", () => {
    const shown = shownOf(["It is nine. ", "Good night. "], "are you a bot?");
    expect(shown).toEqual(["I am an AI. It is nine."]);
  });

  test("is the beginning of what is sent, however it comes", () => {
    const piece = fc.constantFrom(
      ..."The dock is open. |It closes at |nine! |\n\n|- a list\n|**bold** |see evil.example |or |+44 20 7946 0958|, ok? |\t|“Quoted.” |1. ".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { text } = wordsToSend(pieces.join(""), contextOf("hello"));
        const shown = shownOf(pieces).join("");
        expect(text.startsWith(shown)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
