import { z } from "zod";
import { requireEnv } from "../env.ts";
import { Fault } from "../errors.ts";
import { fetchOnce } from "../http/fetch-once.ts";
import type { Found } from "./found.ts";

const SEARCH_URL = "https://api.perplexity.ai/search";
const DEADLINE_MS = 20_000;
const RESULTS_MAX = 8;
const SNIPPET_CHARACTERS_MAX = 450;

const answer = z.object({
  results: z.array(z.object({ title: z.string(), url: z.url(), snippet: z.string().nullish() })),
});

/**
 * What Perplexity's Search API finds, as it stands on the pages: results, and no model's words.
 * Their Sonar chat completions ended in September 2026; this API is neither that nor billed by the
 * token ($5 a thousand requests, by no budget of ours): https://docs.perplexity.ai/guides/pricing
 *
 * Throws `search_failed` for whatever is no answer in time.
 */
export async function perplexityResearch(
  need: string,
  options: { fetch?: typeof fetch; signal?: AbortSignal } = {},
): Promise<Found> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
  const post = options.fetch ?? fetchOnce;
  try {
    const response = await post(SEARCH_URL, {
      method: "POST",
      headers: {
        authorization: `Bearer ${requireEnv("PERPLEXITY_API_KEY")}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ query: need, max_results: RESULTS_MAX }),
      redirect: "error",
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Fault("search_failed", { detail: `perplexity answered ${response.status}` });
    }
    return foundIn(answer.parse(await response.json()));
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const kind = cause instanceof Error ? cause.name : typeof cause;
    throw new Fault("search_failed", { detail: `perplexity: ${kind}`, cause });
  }
}

function foundIn({ results }: z.infer<typeof answer>): Found {
  const some = results.slice(0, RESULTS_MAX);
  const lines = some.map(
    ({ title, snippet }) => `${title}: ${(snippet ?? "").slice(0, SNIPPET_CHARACTERS_MAX)}`,
  );
  return {
    provider: "perplexity",
    offline: false,
    summary: lines.join("\n") || "Nothing was found on the web.",
    sources: some.map(({ title, url }) => ({ title, url })),
  };
}
