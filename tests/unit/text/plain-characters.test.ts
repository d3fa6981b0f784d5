import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainCharacters } from "../../../supabase/functions/_shared/text/gsm7.ts";
import { countSegments } from "../../../supabase/functions/_shared/text/segments.ts";

test.each([
  ["quotes, dashes and an ellipsis", "“Hi” — it’s me – again…", '"Hi" - it\'s me - again...'],
  ["a space that does not break", "10\u00a0am\u202f– 11", "10 am - 11"],
  ["what nobody sees", "a\u200bb\u2060c\uFEFF", "abc"],
  ["a bullet and a tab", "•\tone", "- one"],
  ["fractions", "½ off", "1/2 off"],
  ["a letter of GSM-7 in two parts", "man\u0303ana — ok", "mañana - ok"],
])("%s are made plain", (_, text, plain) => {
  expect(plainCharacters(text)).toBe(plain);
  expect(countSegments(plain).encoding).toBe("GSM-7");
});

test.each([
  ["an emoji", "Hi 👍 — it’s “me”…"],
  ["an accent that GSM-7 lacks", "¿Qué tál? — “sí”"],
  ["another script", "今天。明天、后天"],
  ["a combining mark", "x\u0302 — y"],
  ["a joiner that a script needs", "می\u200cخواهم…"],
  ["nothing but GSM-7", "ñ é Ü ¿ € [ok]"],
  ["nothing", ""],
])("a text with %s stays as it is", (_, text) => {
  expect(plainCharacters(text)).toBe(text);
});

test("a text that plain characters would lengthen into another segment stays as it is", () => {
  const dots = "…".repeat(67);
  expect(countSegments(dots).segments).toBe(1);
  expect(plainCharacters(dots)).toBe(dots);
});

/** Words, typography, spaces of all widths, accents, emoji and anything else. */
const anyText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.stringMatching(/^[a-zA-Z0-9 ,.?!]{1,30}$/) },
      { weight: 3, arbitrary: fc.constantFrom("“", "”", "’", "—", "–", "…", "«", "½", "•", "`") },
      { weight: 2, arbitrary: fc.constantFrom("\u00a0", "\u202f", "\t", "\u200b", "\n", "\u2028") },
      { weight: 1, arbitrary: fc.constantFrom("ñ", "á", "n\u0303", "x\u0302", "👍🏽", "。", "€") },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(""));

describe("for every text", () => {
  test("made plain twice is made plain once", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = plainCharacters(text);
        expect(plainCharacters(once)).toBe(once);
      }),
    );
  });

  test("it has never more segments than before, and is either untouched or GSM-7", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = plainCharacters(text);
        const after = countSegments(plain);
        expect(after.segments).toBeLessThanOrEqual(countSegments(text).segments);
        if (plain !== text) expect(after.encoding).toBe("GSM-7");
      }),
    );
  });

  test("letters, digits and line breaks stay, in order", () => {
    const kept = /[a-zA-Z0-9ñ€\n]/gu;
    // Of other letters and digits, the map makes Latin ones ("Ａ", "½"); two parts become one.
    const text = anyText.filter((one) => !/[[\p{L}\p{N}\p{M}]--[a-zA-Z0-9ñá]]/v.test(one));
    fc.assert(
      fc.property(text, (one) => {
        expect(plainCharacters(one).match(kept)).toEqual(one.match(kept));
      }),
    );
  });
});
