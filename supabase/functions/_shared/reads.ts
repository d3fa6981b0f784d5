import { z } from "zod";

/*
 * What an agent may look up in a turn. Postgres answers (`worker.step`), about the person of the
 * lane and nobody else:
 *
 * read     input                 answers
 * recall   query: 1–200          the person's own older messages that match the words, newest first,
 *                                at most 10: [{ position, role, content, created_at }]
 * profile  –                     what is known and what is missing: { known: {…}, missing: [field] }
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

/** What `recall` answers. */
export const recalled = z.array(
  z.object({
    position: z.number().int(),
    role: z.enum(["user", "assistant", "system"]),
    content: z.string(),
    created_at: z.string(),
  }),
);
