import { z } from "zod";
import { line, text } from "./fields.ts";

export const SUMMARY_CHARACTERS_MAX = 100;
export const EXPERTISE_MAX = 8;
export const EXPERTISE_CHARACTERS_MAX = 60;
export const ANSWER_SUMMARY_CHARACTERS_MAX = 500;
export const LOOP_CHARACTERS_MAX = 800;
export const IMPACT_CHARACTERS_MAX = 200;

export const OUTCOMES = [
  "backchannel",
  "introduction",
  "quick_thoughts",
  "ongoing_advice",
] as const;

const model = z.enum(["answered", "failed", "not_asked"]);

/*
 * choose_experts  model       yes  answered, failed or not_asked
 *                 summary     no   line, 1–100
 *                 category    no   line, 1–60
 *                 expertise   no   at most 8 lines of 1–60
 *                 outcome     no   one of OUTCOMES
 *                                  (who is asked is Postgres's to say)
 * judge_answer    on_topic    yes  true or false
 *                 usefulness  yes  integer, 0–10: ranks, and never pays
 *                 summary     yes  1–500
 * close_loop      model       yes  as above
 *                 message     no   1–800; left out: Postgres has plain words
 *                 impacts     yes  at most 10 of { handle, impact: line, 1–200 }
 */
export const communityFields = {
  choose_experts: z.strictObject({
    model,
    summary: line(SUMMARY_CHARACTERS_MAX).optional(),
    category: line(EXPERTISE_CHARACTERS_MAX).optional(),
    expertise: z.array(line(EXPERTISE_CHARACTERS_MAX)).max(EXPERTISE_MAX).optional(),
    outcome: z.enum(OUTCOMES).optional(),
  }),
  judge_answer: z.strictObject({
    on_topic: z.boolean(),
    usefulness: z.int().min(0).max(10),
    summary: text(ANSWER_SUMMARY_CHARACTERS_MAX),
  }),
  close_loop: z.strictObject({
    model,
    message: text(LOOP_CHARACTERS_MAX).optional(),
    impacts: z
      .array(
        z.strictObject({
          handle: z.string().regex(/^r\d{1,2}$/, "is not a handle"),
          impact: line(IMPACT_CHARACTERS_MAX),
        }),
      )
      .max(10),
  }),
} as const;
