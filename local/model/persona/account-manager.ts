import { z } from "zod";
import { fencedData } from "./scene.ts";

const material = z.object({
  profile: z.object({
    company: z.string().nullable(),
    title: z.string().nullable(),
    expertise: z.array(z.string()),
  }),
  summary: z.string().nullable(),
  candidates: z.array(
    z.object({
      handle: z.string(),
      item_type: z.string(),
      about: z.record(z.string(), z.unknown()),
      score: z.number(),
    }),
  ),
});

type Material = z.infer<typeof material>;
type Candidate = Material["candidates"][number];

const RELEVANCE_MAX = 10;
/** Words in common beyond which more make no difference. */
const SHARED_MAX = 5;
/** What the member asked for themselves is to the point, whatever it says. */
const ASKED_FOR = new Set(["community_response", "solution_update"]);
const RELEVANCE_ASKED_FOR = 8;
const RELEVANCE_OTHER = 3;

/**
 * The offline model's judgement: the more words a candidate shares with the member, the more it is
 * to the point; what is most so, and then worth most, is worth a text.
 */
export function rankingOf(prompt: string): string {
  const { profile, summary, candidates } = material.parse(fencedData(prompt));
  const known = wordsIn(
    [profile.company, profile.title, ...profile.expertise, summary].filter(Boolean).join(" "),
  );
  const relevances = candidates.map((one) => ({ handle: one.handle, relevance: of(one, known) }));
  const best = candidates
    .map((one, nth) => ({ one, relevance: relevances[nth]?.relevance ?? 0 }))
    .toSorted((a, b) => b.relevance - a.relevance || b.one.score - a.one.score)[0];
  const tell = best !== undefined && best.relevance >= RELEVANCE_OTHER + 1 ? best.one : null;
  return JSON.stringify({
    relevances,
    tell: tell?.handle ?? null,
    why: tell === null ? null : `of ${candidates.length}, this ${tell.item_type} fits them best`,
  });
}

function of({ item_type, about }: Candidate, known: Set<string>): number {
  const least = ASKED_FOR.has(item_type) ? RELEVANCE_ASKED_FOR : RELEVANCE_OTHER;
  const said = wordsIn(Object.values(about).join(" "));
  const shared = Math.min([...said].filter((word) => known.has(word)).length, SHARED_MAX);
  return Math.min(RELEVANCE_MAX, least + shared);
}

function wordsIn(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
}
