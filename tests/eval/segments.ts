import { z } from "zod";
import { countSegments } from "../../supabase/functions/_shared/text/segments.ts";
import type { Verdict } from "./verdict.ts";

const segmentCases = z.array(
  z.object({
    name: z.string(),
    body: z.string(),
    encoding: z.string(),
    segments: z.number().int(),
    smart_encoding: z.string(),
    smart_encoding_segments: z.number().int(),
  }),
);

/** Encoding and segments of each body, without and with Twilio's Smart Encoding. */
export function evaluateSegments(cases: unknown): Verdict[] {
  return segmentCases.parse(cases).map((one) => {
    const plain = countSegments(one.body);
    const smart = countSegments(one.body, true);
    const expected = `${one.encoding} ${one.segments}, smart ${one.smart_encoding} ${one.smart_encoding_segments}`;
    const found = `${plain.encoding} ${plain.segments}, smart ${smart.encoding} ${smart.segments}`;
    return {
      name: one.name,
      passed: found === expected,
      detail: `expected ${expected}; found ${found}`,
    };
  });
}
