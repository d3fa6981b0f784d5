import { z } from "zod";
import { handle, line, text } from "./fields.ts";

/*
 * action            field      required  rule
 * request_research  need       yes       1–500; control characters refused, but for line feed
 *                   category   no        line, 1–60
 * ask_community     question   yes       1–500, the same
 *                   expertise  no        0–5 lines, each 1–60
 *                   urgency    no        low, medium, high
 *                   context    no        1–500, as the question
 * record_answer     handle     yes       q… (Postgres: of a question that they were asked)
 *                   summary    yes       1–500, as the question
 *                   texts      no        t…; left out: all texts that this turn answers
 * close_item        handle     yes       w…, a… or q… (Postgres: theirs, and open)
 *
 * What an expert said is never a field: Postgres takes it from the texts themselves.
 */

const WORDS_MAX = 500;
const EXPERTISE_MAX = 5;
const TEXTS_MAX = 20;

export const requestFields = {
  request_research: z.strictObject({
    need: text(WORDS_MAX).describe("What they need, in their own words, without names of people"),
    category: line(60).describe("What kind of thing it is, in one or two words").optional(),
  }),
  ask_community: z.strictObject({
    question: text(WORDS_MAX).describe(
      "As others will read it: complete, without names or numbers",
    ),
    expertise: z.array(line(60)).max(EXPERTISE_MAX).describe("What who answers knows").optional(),
    urgency: z.enum(["low", "medium", "high"]).optional(),
    context: text(WORDS_MAX).describe("Why they ask, as others may read it").optional(),
  }),
  record_answer: z.strictObject({
    handle: handle("q"),
    summary: text(WORDS_MAX).describe("What they answer, in short and in the third person"),
    texts: z
      .array(handle("t"))
      .min(1)
      .max(TEXTS_MAX)
      .describe("Which of `texts` are the answer; left out: all, while one question waits")
      .optional(),
  }),
  close_item: z.strictObject({ handle: handle("waq") }),
} as const;

/** What the model is told of each. */
export const REQUESTS = {
  request_research:
    "Put what the person needs (a tool, a provider, a solution) on the network's list of research, when they ask for it or agree to it.",
  ask_community:
    "Put a question of the person to members who know about it, when they ask for it or agree to it.",
  record_answer:
    "Keep the person's answer to a question that they were asked (q…), as soon as they give it or add to it. Their own words are kept exactly; you only name the question and sum up.",
  close_item:
    "When the person no longer wants it: end research (w…), take back a question of theirs (a…), or decline a question that they were asked (q…).",
} as const;
