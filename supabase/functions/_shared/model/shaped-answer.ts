import type { z } from "zod";
import type { ModelAnswer, ModelFailure } from "../model.ts";

/**
 * What an answer says in the shape that it was asked for; or the failure that it is. The provider
 * does not enforce lengths and counts, so the shape is looked at again. Its tokens count either way.
 */
export function shapedAnswer<Shape>(
  answer: ModelAnswer,
  shape: z.ZodType<Shape>,
): { ok: true; value: Shape } | { ok: false; failure: ModelFailure } {
  const parsed = shape.safeParse(jsonOrNull(answer.text));
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, failure: misshapen(answer) };
}

/** An answer that came well and cannot be used. */
export function misshapen(answer: ModelAnswer): ModelFailure {
  const error = "the answer does not have the shape that was asked for";
  return {
    outcome: "schema",
    record: { ...answer.record, outcome: "schema", error },
    retryAfterSeconds: null,
  };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Which no shape accepts: the caller settles the call as `schema`.
  }
}
