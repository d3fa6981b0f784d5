import { z } from "zod";
import { fencedData } from "./scene.ts";

const seen = z.object({
  found: z.object({ severity: z.string() }),
  messages: z.array(z.object({ from: z.string(), text: z.string() })),
});
const NOW = /\b(?:tonight|right now|in my hand)\b/i;

/** The offline model's second look: what the rules found, and worse when it is to be now. */
export function crisisJudged(prompt: string): string {
  const { found, messages } = seen.parse(fencedData(prompt));
  const now = messages.some(({ from, text }) => from === "person" && NOW.test(text));
  return JSON.stringify({
    severity: now ? "critical" : found.severity,
    follow_up: found.severity !== "low",
    why: now ? ["means"] : ["unclear"],
  });
}
