import { z } from "zod";
import { handle } from "./fields.ts";

/*
 * action               field   required  rule
 * present_opportunity  handle  yes       p… (Postgres: still to be told, one a turn, and none while
 *                                        another waits for their answer)
 *                      asked   yes       boolean
 * answer_introduction  handle  yes       i… (Postgres: theirs, open, told before they wrote; a yes
 *                                        that stands in their text)
 *                      answer  yes       yes, no
 *
 * Why they said so is no field: Postgres keeps their own words.
 */

export const opportunityFields = {
  present_opportunity: z.strictObject({
    handle: handle("p"),
    asked: z.boolean().describe("Whether their text asks what there is for them"),
  }),
  answer_introduction: z.strictObject({ handle: handle("i"), answer: z.enum(["yes", "no"]) }),
} as const;

/** What the model is told of each. */
export const OPPORTUNITIES = {
  present_opportunity:
    "Before you tell the person of one of `priorities` (p…). One a reply; then tell of that one and no other.",
  answer_introduction:
    "Record the person's yes or no to an introduction (i…) that they were told of in an earlier text, when their new text says it plainly.",
} as const;
