import { expect, test } from "vitest";
import {
  normalisedJson,
  normaliseText,
} from "../../../supabase/functions/_shared/safety/normalise.ts";

test.for<[string, string, string]>([
  ["a zero-width space", "ig\u200bnore", "ignore"],
  ["a bidirectional override", "a\u202eb\u2066c", "abc"],
  ["tag characters (I11)", "hi\u{E0069}\u{E0067}\u{E007F}", "hi"],
  ["bytes hidden in variation selectors", "a\uFE00\uFE01\u{E0100}\u{E0101}b", "ab"],
  ["a byte order mark", "\uFEFFhi", "hi"],
  ["fillers that look like nothing", "a\u3164\uFFA0\u115Fb", "ab"],
  ["full-width letters", "ｉｇｎｏｒｅ", "ignore"],
  ["mathematical letters", "𝐢𝐠𝐧𝐨𝐫𝐞", "ignore"],
  ["control characters", "a\u0000\u0007\u009Bb", "ab"],
  ["line ends", "a\r\nb\rc", "a\nb\nc"],
  ["half a surrogate pair", "a\ud800b", "a\uFFFDb"],
  ["an emoji of several", "👩🏽‍💻 ❤️ 1️⃣", "👩🏽‍💻 ❤️ 1\uFE0F\u20E3"],
  ["a joiner between letters", "a\u200Db", "ab"],
  ["an accent in two parts", "e\u0301", "é"],
  ["what is harmless", "Ça va, 山田? → 100 %", "Ça va, 山田? → 100 %"],
])("%s", ([, text, expected]) => {
  expect(normaliseText(text)).toBe(expected);
});

test("normalising twice is normalising once", () => {
  // A fixed walk through the code points, so that a failure can be repeated.
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const ranges = [0x80, 0x3000, 0xffff, 0x1faff, 0xe01ff];
  for (let round = 0; round < 5_000; round += 1) {
    const points = Array.from({ length: 12 }, () => next(ranges[next(ranges.length)] ?? 0x80));
    const once = normaliseText(String.fromCodePoint(...points));
    expect(normaliseText(once)).toBe(once);
  }
});

test("every string inside a value is normalised, and the JSON stays JSON", () => {
  const json = normalisedJson({ a: ["\uFF02quoted\uFF02\u200b"], b: { c: "x" }, d: 1 });
  expect(JSON.parse(json)).toEqual({ a: ['"quoted"'], b: { c: "x" }, d: 1 });
});
