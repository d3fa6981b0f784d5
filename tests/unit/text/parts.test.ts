import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitParts } from "../../../supabase/functions/_shared/text/parts.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

describe("where a text is cut", () => {
  test.each([
    [
      "at a paragraph",
      "First one.\n\nSecond one is long.",
      22,
      ["First one.", "Second one is long."],
    ],
    ["at a line", "First line here\nSecond line. And", 25, ["First line here", "Second line. And"]],
    ["at a sentence", "How are you? I am well today.", 20, ["How are you?", "I am well today."]],
    ["at a word", "one two three four five", 12, ["one two", "three four", "five"]],
    [
      "not where it would leave a part nearly empty",
      "A.\n\nlong words follow here",
      18,
      ["A.\n\nlong words", "follow here"],
    ],
    [
      "at a word though the part is nearly empty, rather than inside one",
      "a bbbbbbbbbbbbbbb",
      15,
      ["a", "bbbbbbbbbbbbbbb"],
    ],
    ["inside a word that fits no part", "aaaaaaaaaa", 4, ["aaaa", "aaaa", "aa"]],
    ["at the limit itself when a word ends there", "aaaa bbbb cccc", 9, ["aaaa bbbb", "cccc"]],
    [
      "at a full stop without white space",
      "今天很好。明天也好。后天",
      6,
      ["今天很好。", "明天也好。", "后天"],
    ],
  ])("%s", (_, text, max, parts) => {
    expect(splitParts(text, max)).toEqual(parts);
  });

  test.each([
    ["a family of seven code points", "👨‍👩‍👧‍👦".repeat(3), 24, ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"]],
    ["a flag", "🇩🇪🇫🇷🇯🇵", 7, ["🇩🇪", "🇫🇷", "🇯🇵"]],
    ["an accent", "e\u0301e\u0301e\u0301", 3, ["e\u0301", "e\u0301", "e\u0301"]],
    ["a line break of two characters", "aaa\r\nbbb", 4, ["aaa", "bbb"]],
  ])("never inside %s", (_, text, max, parts) => {
    expect(splitParts(text, max)).toEqual(parts);
  });

  test("inside a cluster that is larger than a part, but not inside a code point", () => {
    const giant = `e${"\u{1e8d0}".repeat(10)}`;
    const parts = splitParts(giant, 4);
    expect(parts.join("")).toBe(giant);
    expect(parts.every((part) => part.isWellFormed() && part.length <= 4)).toBe(true);
  });
});

describe("what has how many parts", () => {
  test.each(["", " ", "\n\n", "\t \u00a0\u3000", " ".repeat(5_000)])(
    "%#: nothing has none",
    (text) => {
      expect(splitParts(text)).toEqual([]);
    },
  );

  test("a text that fits is its only part, untouched", () => {
    const text = `  ${"a".repeat(1_596)}\n `;
    expect(splitParts(text)).toEqual([text]);
  });

  test("a text of 1,601 characters has two, of at most 1,600", () => {
    expect(splitParts(`${"word ".repeat(320)}x`).map((part) => part.length)).toEqual([1_599, 1]);
  });

  test.each([0, 1, 1.5, Number.NaN])("a limit of %d is refused", (max) => {
    expect(() => splitParts("text", max)).toThrow(RangeError);
  });
});

/** Words, white space, emoji, accents and broken code points, in any order. */
const anyText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.stringMatching(/^[a-z]{1,12}[.!?]?$/) },
      { weight: 4, arbitrary: fc.constantFrom(" ", "  ", "\n", "\r\n", "\n\n", "\t", "\u00a0") },
      {
        weight: 1,
        arbitrary: fc.constantFrom("👨‍👩‍👧‍👦", "🇩🇪", "e\u0301\u0302", "한", "क्षि", "。", "\u0308"),
      },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
      { weight: 1, arbitrary: fc.constantFrom("\ud83d", "\udc4d") },
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(""));
const anyMax = fc.integer({ min: 2, max: 60 });

describe("for every text and limit", () => {
  test("no part is larger than the limit, empty, or begins or ends a cut with white space", () => {
    fc.assert(
      fc.property(anyText, anyMax, (text, max) => {
        const parts = splitParts(text, max);
        for (const [index, part] of parts.entries()) {
          expect(part.length).toBeLessThanOrEqual(max);
          expect(part.trim()).not.toBe("");
          if (index < parts.length - 1) expect(part).toBe(part.trimEnd());
          if (index > 0) expect(part).not.toMatch(/^\s(?!\p{M})/u);
        }
      }),
    );
  });

  test("the parts are the text in order, and only white space is missing between them", () => {
    fc.assert(
      fc.property(anyText, anyMax, (text, max) => {
        let rest = text;
        for (const part of splitParts(text, max)) {
          const at = rest.indexOf(part);
          expect(at).toBeGreaterThanOrEqual(0);
          expect(rest.slice(0, at).trim()).toBe("");
          rest = rest.slice(at + part.length);
        }
        expect(rest.trim()).toBe("");
      }),
    );
  });

  test("a cluster that fits a part stays whole", () => {
    fc.assert(
      fc.property(anyText, anyMax, (text, max) => {
        const whole = [...graphemes.segment(text)].map(({ segment }) => segment);
        const kept = splitParts(text, max).join("");
        for (const cluster of whole.filter((one) => one.length <= max && one.trim() !== "")) {
          expect(kept).toContain(cluster);
        }
      }),
    );
  });

  test("well-formed text gives well-formed parts", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), anyMax, (text, max) => {
        expect(splitParts(text, max).every((part) => part.isWellFormed())).toBe(true);
      }),
    );
  });
});
