import { z } from "zod";

/*
 * What an agent may look up in a turn. Postgres answers (`worker.step`), about the person of the
 * lane and nobody else:
 *
 * read     input           answers
 * recall   query: 1–200    messages of the conversation that share a word with the query, oldest
 *                          first, at most 8: [{ position, role, content, created_at }]
 * profile  –               the facts on record and the ones still missing:
 *                          { first_name, …, missing: [field] }
 */

/** The input of every read. */
export const readFields = {
  recall: z.strictObject({
    query: z.string().trim().min(1).max(200).describe("A few words to look for"),
  }),
  profile: z.strictObject({}),
} as const;

export type ReadName = keyof typeof readFields;

/** What the model is told of each. */
export const READS: Record<ReadName, string> = {
  recall:
    "Search this person's own older messages with us, those no longer in view, by a few words.",
  profile: "What is known about this person now, and what is still missing.",
};
