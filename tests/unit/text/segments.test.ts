import { expect, test } from "vitest";
import { countSegments } from "../../../supabase/functions/_shared/text/segments.ts";
import cases from "../../cases/segments.json" with { type: "json" };
import { evaluateSegments } from "../../eval/segments.ts";

test.each(evaluateSegments(cases))("case: $name", ({ passed, detail }) => {
  expect(passed, detail).toBe(true);
});

test.each([
  ["a".repeat(160), "GSM-7", 1],
  ["a".repeat(161), "GSM-7", 2],
  ["a".repeat(306), "GSM-7", 2],
  ["a".repeat(307), "GSM-7", 3],
  ["ж".repeat(70), "UCS-2", 1],
  ["ж".repeat(71), "UCS-2", 2],
  ["ж".repeat(134), "UCS-2", 2],
  ["ж".repeat(135), "UCS-2", 3],
  [`${"a".repeat(159)}€`, "GSM-7", 2],
  [`${"a".repeat(69)}😀`, "UCS-2", 2],
])("%#: a body is billed as the air takes it", (body, encoding, segments) => {
  expect(countSegments(body)).toEqual({ encoding, segments });
});

test("smart encoding spares what typographic characters would cost", () => {
  const body = `“${"a".repeat(100)}”`;
  expect(countSegments(body)).toEqual({ encoding: "UCS-2", segments: 2 });
  expect(countSegments(body, true)).toEqual({ encoding: "GSM-7", segments: 1 });
});
