import { z } from "zod";
import { clock, line } from "./fields.ts";

/*
 * action         field        required  rule
 * set_texting    quiet_hours  no        {from, until}, two different times as 21:30, or null: none
 *                                       of their own
 *                a_day        no        integer, 0–100, or null: as their tenant has it
 *                an_hour      no        integer, 0–100, or null
 *                at least one of these
 * set_expertise  topics       yes       0–10 lines, each 1–60
 */

const TEXTS_MAX = 100;
const TOPICS_MAX = 10;

const quietHours = z
  .strictObject({ from: clock.describe("As 21:30"), until: clock.describe("As 08:00") })
  .refine((hours) => hours.from !== hours.until, "from and until must differ");

export const wishFields = {
  set_texting: z
    .strictObject({
      quiet_hours: quietHours.nullable().describe("null: no quiet hours of their own").optional(),
      a_day: z.int().min(0).max(TEXTS_MAX).nullable().describe("null: as usual").optional(),
      an_hour: z.int().min(0).max(TEXTS_MAX).nullable().describe("null: as usual").optional(),
    })
    .refine((wish) => Object.keys(wish).length > 0, "name at least one field"),
  set_expertise: z.strictObject({
    topics: z.array(line(60)).max(TOPICS_MAX).describe("The whole list, in few words each"),
  }),
} as const;

/** What the model is told of each. */
export const WISHES = {
  set_texting:
    "Set the person's own quiet hours, or how many texts of our own they want in a day or an hour, when they say so. Answers are not limited, and the network's own night stays in any case.",
  set_expertise:
    "Record what the person knows about and may be asked by other members, when they say so: the whole list, which replaces the old one (profile has it). An empty list is their wish to be asked nothing.",
} as const;
