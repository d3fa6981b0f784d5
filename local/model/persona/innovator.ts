import { z } from "zod";
import { conciergeMove } from "./concierge.ts";
import type { Move, Provider, Scene, ToolAnswer, ToolCall } from "./scene.ts";

const COMPANY = /\b(?:my|our) company is (?:called )?([^.!?]+)/i;
const OFFER = /\bwe (?:offer|sell|make|build)\s+([^.!?]+)/i;
const CATEGORIES = /\b(?:categor(?:y|ies)(?: is| are|:)?|it is about)\s+([^.!?]+)/i;
const CUSTOMERS =
  /\b(?:we (?:want|would like|'d like) to meet|our (?:target )?customers are)\s+([^.!?]+)/i;
const VIDEO = /\bhttps?:\/\/\S+/i;
const REST = /\bno (?:more )?introductions\b/i;
const BACK = /\bintroductions again\b/i;
const UPLOAD = /\b(?:upload|bring|send|add|import)\b.*\b(?:prospects?|list|leads?|csv)\b/i;
const PROGRESS = /\bprospects?\b|\bhow (?:is|are) (?:it|they|my leads) (?:going|doing)\b/i;
const BUY = /\b(?:buy|purchase|top up|get)\b.*\bcredits?\b/i;
const PACKAGE = /\b(small|medium|large)\b/i;

/** What it asks for next, of what is not on record. */
const NEXT: Record<string, string> = {
  company_name: "What is your company called?",
  solution_description: "What do you offer?",
  categories: "Which categories is it in?",
  target_customer_profile: "Whom would you like to meet?",
  video_url: "Is there a video of it? A link will do.",
};

/** The Innovator, as the offline model plays it: what is a provider's, and else the Concierge. */
export function innovatorMove(scene: Scene): Move {
  const { provider, welcome, follow_up } = scene.data;
  if (provider === null || welcome !== null || follow_up !== null) return conciergeMove(scene);
  const said = scene.said.replace(/[’‘]/g, "'");
  if (scene.done.length === 0) {
    const tool = toolFor(said, provider);
    if (tool !== null) return { tools: [tool] };
    const words = wordsFor(said, provider);
    return words === null ? conciergeMove(scene) : { say: words };
  }
  const [done] = scene.done;
  const words = done === undefined ? null : wordsAfter(done, provider);
  return words === null ? conciergeMove(scene) : { say: words };
}

function toolFor(said: string, provider: Provider): ToolCall | null {
  const named = PACKAGE.exec(said)?.[1]?.toLowerCase();
  if (named !== undefined && provider.packages.some((one) => one.package === named)) {
    return { name: "buy_credits", input: { package: named } };
  }
  const told = described(said);
  if (Object.keys(told).length > 0) return { name: "describe_solution", input: told };
  if (!UPLOAD.test(said) && PROGRESS.test(said)) return { name: "prospects", input: {} };
  return null;
}

function described(said: string): Record<string, unknown> {
  const categories = CATEGORIES.exec(said)?.[1];
  const facts = {
    company_name: COMPANY.exec(said)?.[1]?.trim(),
    solution_description: OFFER.exec(said)?.[1]?.trim(),
    categories: categories?.split(/,| and /).map((one) => one.trim()),
    target_customer_profile: CUSTOMERS.exec(said)?.[1]?.trim(),
    video_url: VIDEO.exec(said)?.[0],
    active: REST.test(said) ? false : BACK.test(said) ? true : undefined,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function wordsFor(said: string, { packages, profile }: Provider): string | null {
  if (BUY.test(said)) {
    const offers = packages.map((one) => `${one.package}: ${one.credits} for ${one.price}`);
    return `You can buy ${offers.join("; ")}. Which one?`;
  }
  if (!UPLOAD.test(said)) return null;
  if (profile === null) return "First tell me what you offer. What does your company do?";
  return "Bring your list here, once: {{upload_url}}";
}

const progress = z.object({
  prospects: z.record(z.string(), z.number()),
  introductions: z.record(z.string(), z.number()),
});

function wordsAfter(done: ToolAnswer, { missing }: Provider): string | null {
  const refused = `I could not do that (${done.content.slice(0, 120)}).`;
  switch (done.name) {
    case "describe_solution": {
      if (!done.ok) return refused;
      const [next] = missing.filter((fact) => !(fact in done.input));
      const ask =
        next === undefined
          ? ""
          : ` ${NEXT[next] ?? `What about your ${next.replaceAll("_", " ")}?`}`;
      return `Noted.${ask}`;
    }
    case "buy_credits":
      return done.ok
        ? "Here you can pay: {{checkout_url}} The credits are yours once the payment has come."
        : refused;
    case "prospects": {
      const { prospects, introductions } = progress.parse(JSON.parse(done.content));
      return `Prospects: ${counts(prospects)}. Introductions: ${counts(introductions)}. You have {{balance}} credits.`;
    }
    default:
      return null;
  }
}

function counts(of: Record<string, number>): string {
  const told = Object.entries(of).map(([state, count]) => `${count} ${state}`);
  return told.length === 0 ? "none yet" : told.join(", ");
}
