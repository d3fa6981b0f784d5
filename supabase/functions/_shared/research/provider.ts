import { env } from "../env.ts";

/**
 * Who looks at the web: Perplexity when its key is set; else the model's own search, at Anthropic's
 * address alone, since a compatible server need not have that tool; else nobody.
 */
export function researchProvider(): "perplexity" | "web_search" | "offline" {
  if (env("PERPLEXITY_API_KEY") !== undefined) return "perplexity";
  const base = env("ANTHROPIC_BASE_URL");
  const theirs = base === undefined || URL.parse(base)?.hostname === "api.anthropic.com";
  return theirs && env("ANTHROPIC_API_KEY") !== undefined ? "web_search" : "offline";
}
