import { expect, test } from "vitest";
import { cutAtSentence, outboundText } from "../../../supabase/functions/_shared/agent/reply.ts";

test.for<[string, string, string]>([
  ["control characters", "a\u0000b\u001bc", "abc"],
  ["bidirectional and tag characters", "a\u202eb\u{E0041}c", "abc"],
  ["runs of blank lines", "a \n\n\n\nb", "a\n\nb"],
  ["tabs", "a\tb", "a b"],
  ["an accent in two parts", "e\u0301", "é"],
  ["only what cannot be seen", " \u200b\n", ""],
  ["an emoji of several", "👨‍👩‍👧 ok", "👨‍👩‍👧 ok"],
])("%s", ([, text, expected]) => {
  expect(outboundText(text)).toBe(expected);
});

test("a reply that is too long ends with a whole sentence", () => {
  const sentence = "This one has exactly forty-five characters ok. ";
  const text = outboundText(sentence.repeat(200));

  expect(text.length).toBeLessThanOrEqual(4_800);
  expect(text.length).toBeGreaterThan(4_700);
  expect(text.endsWith("ok.")).toBe(true);
});

test("a sentence that is too long is cut between characters", () => {
  const cut = cutAtSentence("👨‍👩‍👧".repeat(10), 20);
  expect(cut).toBe("👨‍👩‍👧👨‍👩‍👧…");
});
