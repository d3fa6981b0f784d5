import { z } from "zod";
import { line } from "./fields.ts";

/** As many candidates as a turn has handles for. */
export const CANDIDATES_MAX = 20;
export const WHY_CHARACTERS_MAX = 200;

const handle = z.string().regex(/^c\d{1,2}$/, "is not a handle");

/*
 * rank_priorities   relevances    yes       at most 20 of { handle, relevance: 0–10 }
 *                                           (Postgres: handles of this turn, each once)
 *                   tell          yes       one of the handles, or null
 *                   why           yes       line, 1–200; null when tell is
 *                   model         yes       answered, failed or not_asked; only of what was
 *                                           answered there are relevances and a tell
 *                   seen          yes       the context's fingerprint, as it came
 */
export const rankingFields = {
  rank_priorities: z.strictObject({
    relevances: z
      .array(z.strictObject({ handle, relevance: z.number().min(0).max(10) }))
      .max(CANDIDATES_MAX),
    tell: handle.nullable(),
    why: line(WHY_CHARACTERS_MAX).nullable(),
    model: z.enum(["answered", "failed", "not_asked"]),
    seen: z.string().regex(/^[0-9a-f]{32}$/, "is not a fingerprint"),
  }),
} as const;
