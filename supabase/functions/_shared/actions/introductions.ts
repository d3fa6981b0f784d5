import { z } from "zod";
import { handle, line } from "./fields.ts";

/*
 * action               field        required  rule
 * report_introduction  handle       yes       i… (Postgres: one that they are in, that is being
 *                                             made, or with not_made one that is accepted)
 *                      outcome      yes       made, not_made
 * undo_upload          –                      (Postgres: when they have brought a list)
 * advance_introduction –                      which one is the task's
 * adopt_match          –                      whom is the task's
 * offer_introduction   handle       yes       x…
 * record_research      handle       yes       x…
 *                      title        no        line, 1–255
 *                      connections  yes       at most 200 of { name, linkedin_url }
 */

export const CONNECTIONS_MAX = 200;

export const introductionFields = {
  report_introduction: z.strictObject({
    handle: handle("i"),
    outcome: z.enum(["made", "not_made"]),
  }),
  undo_upload: z.strictObject({}),
  advance_introduction: z.strictObject({}),
  adopt_match: z.strictObject({}),
  offer_introduction: z.strictObject({ handle: handle("x") }),
  record_research: z.strictObject({
    handle: handle("x"),
    title: line(255).optional(),
    connections: z
      .array(z.strictObject({ name: line(200), linkedin_url: line(500).optional() }))
      .max(CONNECTIONS_MAX),
  }),
} as const;

/** What the model is told of those that it may propose. */
export const INTRODUCTIONS = {
  report_introduction:
    "Record that an introduction (i…) was made, or was not or will not be (not_made), when the person says so in plain words.",
  undo_upload:
    "Take the newest list of prospects back that the person has brought, when they ask for it.",
} as const;
