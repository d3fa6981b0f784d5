import { z } from "zod";
import { handle } from "./actions/fields.ts";

/*
 * What an agent may look up in a turn. Postgres answers (`worker.step`), about the person of the
 * lane and nobody else:
 *
 * read     input           answers
 * recall   query: 1–200    messages of the conversation that share a word with the query, oldest
 *                          first, at most 8: [{ position, role, content, created_at }]
 * profile  –               the facts on record, their wishes about our texts, and what is missing:
 *                          { first_name, …, expertise, quiet_hours, …, missing: [field] }
 * open_items handle?       the items that have a handle in this turn, whole, all or one:
 *                          [{ handle, kind, about, state, … }]
 * credits  –               { balance, movements: [{ on, credits, for, booked }] }, the last 10
 * prospects –              how far those whom a provider would like to meet have come:
 *                          { balance, prospects: { state: n }, introductions: { state: n },
 *                            newest: [{ about, state, introduction }] }
 * analyses –               { stage, graduated_on, analyses: [{ on, score, of, strengths, areas }] },
 *                          the last 5 of somebody who is coached
 */

/** The input of every read. */
export const readFields = {
  recall: z.strictObject({
    query: z.string().trim().min(1).max(200).describe("A few words to look for"),
  }),
  profile: z.strictObject({}),
  open_items: z.strictObject({
    handle: handle("piqawrn").describe("Left out: all of them").optional(),
  }),
  credits: z.strictObject({}),
  prospects: z.strictObject({}),
  analyses: z.strictObject({}),
} as const;

export type ReadName = keyof typeof readFields;

/** What the model is told of each. */
export const READS: Record<ReadName, string> = {
  recall:
    "Search this person's own older messages with us, those no longer in view, by a few words.",
  profile:
    "What is known about this person now, what they wished of our texts, and what is still missing.",
  open_items:
    "More of what is in `priorities` and `open`, for example the answers to a question of theirs: of one handle, or of all.",
  credits: "This person's credits: the balance, and what moved it lately.",
  prospects:
    "The people this person would like to meet: how many stand where, and the ten that moved last.",
  analyses:
    "The last five analyses of this person's own messages: score, strengths, what to work on. When they ask how they are doing, or for their analyses.",
};
