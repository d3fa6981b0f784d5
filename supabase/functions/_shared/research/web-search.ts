import { z } from "zod";
import type { ModelAnswer } from "../model.ts";
import type { Found, Source } from "./found.ts";

const result = z.object({ type: z.literal("web_search_result"), title: z.string(), url: z.url() });
/** Of a search that failed `content` is an error, and there is nothing in it to keep. */
const searched = z.object({
  type: z.literal("web_search_tool_result"),
  content: z.array(z.unknown()),
});
const cited = z.object({
  type: z.literal("text"),
  citations: z.array(z.unknown()),
});
const citation = z.object({
  type: z.literal("web_search_result_location"),
  title: z.string().nullable(),
  url: z.url(),
});

/**
 * What a model that may search the web has found: its words, and the pages, those that it cites
 * first. Null when it has searched and found nothing to say.
 */
export function foundInAnswer({ content, text }: ModelAnswer): Found | null {
  if (text.trim() === "") return null;
  const citations = content.flatMap((block) => {
    const read = cited.safeParse(block);
    return read.success ? read.data.citations.flatMap(sourceOf(citation)) : [];
  });
  const results = content.flatMap((block) => {
    const read = searched.safeParse(block);
    return read.success ? read.data.content.flatMap(sourceOf(result)) : [];
  });
  const sources = new Map<string, Source>();
  for (const source of [...citations, ...results]) {
    if (!sources.has(source.url)) sources.set(source.url, source);
  }
  return { provider: "web_search", offline: false, summary: text, sources: [...sources.values()] };
}

function sourceOf(shape: z.ZodType<{ title: string | null; url: string }>) {
  return (value: unknown): Source[] => {
    const read = shape.safeParse(value);
    return read.success ? [{ title: read.data.title ?? read.data.url, url: read.data.url }] : [];
  };
}
