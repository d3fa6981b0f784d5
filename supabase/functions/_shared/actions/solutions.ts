import { z } from "zod";
import { line, text } from "./fields.ts";

export const SOURCES_MAX = 10;
export const RESEARCH_CHARACTERS_MAX = 4_000;
export const RECOMMENDATION_CHARACTERS_MAX = 1_200;
export const REASON_CHARACTERS_MAX = 300;

/*
 * take_step  step       yes  the one that research is at, or nothing comes of it
 *            research   of the step research:
 *                       { provider, offline, summary: 1–4,000,
 *                         sources: at most 10 of { title: line, 1–300, url, reached: a word } }
 *            judgement  of the step evaluate, left out when no model could be asked:
 *                       { good_enough, recommendation: 1–1,200, picks: handles of this turn,
 *                         why: line, 1–300 }
 */
export const solutionFields = {
  take_step: z.strictObject({
    step: z.enum([
      "research",
      "match_innovators",
      "ask_community",
      "wait",
      "evaluate",
      "recommend",
    ]),
    research: z
      .strictObject({
        provider: z.enum(["web_search", "perplexity", "offline", "none"]),
        offline: z.boolean(),
        summary: text(RESEARCH_CHARACTERS_MAX),
        sources: z
          .array(
            z.strictObject({
              title: line(300),
              url: z.string().regex(/^https?:\/\/\S{1,2000}$/, "is no address of the web"),
              reached: z.string().regex(/^[a-z_0-9]{1,40}$/),
            }),
          )
          .max(SOURCES_MAX),
      })
      .optional(),
    judgement: z
      .strictObject({
        good_enough: z.boolean(),
        recommendation: text(RECOMMENDATION_CHARACTERS_MAX),
        picks: z.array(z.string().regex(/^[vr]\d{1,2}$/, "is not a handle")).max(20),
        why: line(REASON_CHARACTERS_MAX),
      })
      .optional(),
  }),
} as const;
