import { z } from "zod";
import { line } from "./fields.ts";

/*
 * What may be proposed about somebody who is coached, and how their texts are judged.
 *
 * action              field    required  rule
 * set_goals           goals    yes       0–5 lines, each 1–200: the whole list
 * note_facts          notes    yes       1–5 × {about: ^[a-z][a-z_]{1,39}$, words: line 1–200, or
 *                                        null: no longer}
 *                                        (Postgres: thirty are kept at most)
 * note_preferences    notes    yes       the same
 * score_conversation  answers  yes       {item: null, which is a no, or {message, quote: 1–300}}
 *                                        (Postgres: one to each question, of a handle of this turn);
 *                                        no model proposes it by a tool
 */

const GOALS_MAX = 5;
const NOTES_MAX = 5;
export const QUOTE_CHARACTERS_MAX = 300;

const notes = z
  .array(
    z.strictObject({
      about: z
        .string()
        .refine((word) => /^[a-z][a-z_]{1,39}$/.test(word), "is not one word of small letters")
        .describe("What it is about, as one word such as work or family"),
      words: line(200).nullable().describe("In their words; null: it is so no longer"),
    }),
  )
  .min(1)
  .max(NOTES_MAX);

export const coachingFields = {
  set_goals: z.strictObject({
    goals: z.array(line(200)).max(GOALS_MAX).describe("The whole list, in their words"),
  }),
  note_facts: z.strictObject({ notes }),
  note_preferences: z.strictObject({ notes }),
  score_conversation: z.strictObject({
    answers: z.record(
      z.string(),
      z
        .strictObject({
          message: z.string(),
          quote: z.string().min(1).max(QUOTE_CHARACTERS_MAX),
        })
        .nullable(),
    ),
  }),
} as const;

/** What the model is told of each. */
export const COACHING = {
  set_goals:
    "Record what the person works on, when they say so or change it: the whole list, which replaces the old one (`coaching.goals`).",
  note_facts:
    "Record what the person has just told of their own situation and what matters for coaching them. Only what they said; never a guess, a diagnosis or anything about somebody else's health.",
  note_preferences:
    "Record how the person wants to be coached (tone, language, what to leave alone), when they say so.",
} as const;
