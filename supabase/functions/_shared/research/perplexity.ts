import { z } from "zod";
import { requireEnv } from "../env.ts";
import { fetchOnce } from "../http/fetch-once.ts";
import type { Found } from "./found.ts";

const SEARCH_URL = "https://api.perplexity.ai/search";
const DEADLINE_MS = 20_000;
const RESULTS_MAX = 8;
const SNIPPET_CHARACTERS_MAX = 450;

const answer = z.object({
  results: z.array(z.object({ title: z.string(), url: z.url(), snippet: z.string().nullish() })),
});

/** How its row of `private.model_prices` is called. */
export const PERPLEXITY = "perplexity-search";

/** How a search ended; `error` is null when it found what it could. */
export interface Searched {
  found: Found | null;
  outcome: "ok" | "schema" | "timeout" | "rate_limit" | "network" | "provider" | "config";
  /** Nothing was searched, so nothing is billed: not the same as not knowing. */
  unpaid: boolean;
  error: string | null;
}

/**
 * What Perplexity's Search API finds, as it stands on the pages: results, and no model's words.
 * Their Sonar chat completions ended in September 2026; this API is neither that nor billed by the
 * token, but by the request that succeeds: https://docs.perplexity.ai/guides/pricing
 *
 * Never throws, but for `config_missing`.
 */
export async function perplexityResearch(
  need: string,
  options: { fetch?: typeof fetch; signal?: AbortSignal } = {},
): Promise<Searched> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
  const post = options.fetch ?? fetchOnce;
  const key = requireEnv("PERPLEXITY_API_KEY");
  try {
    const response = await post(SEARCH_URL, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ query: need, max_results: RESULTS_MAX }),
      redirect: "error",
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return failed(outcomeOf(response.status), true, `perplexity answered ${response.status}`);
    }
    const read = answer.safeParse(await response.json());
    if (!read.success) return failed("schema", false, "perplexity answered something else");
    return { found: foundIn(read.data), outcome: "ok", unpaid: false, error: null };
  } catch (cause) {
    const kind = cause instanceof Error ? cause.name : typeof cause;
    // Whether it was searched, and is billed, nobody knows.
    return failed(deadline.aborted ? "timeout" : "network", false, `perplexity: ${kind}`);
  }
}

function failed(outcome: Searched["outcome"], unpaid: boolean, error: string): Searched {
  return { found: null, outcome, unpaid, error };
}

function outcomeOf(status: number): Searched["outcome"] {
  if (status === 429) return "rate_limit";
  return status >= 500 ? "provider" : "config";
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
