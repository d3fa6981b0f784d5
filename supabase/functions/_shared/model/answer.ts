import { z } from "zod";

const tokens = z.number().int().nonnegative();

/** What a compatible server may leave out, or have in a shape of its own. */
const optionalTokens = tokens.nullish().catch(null);
const usage = z.object({
  input_tokens: tokens,
  output_tokens: tokens,
  output_tokens_details: z.object({ thinking_tokens: optionalTokens }).nullish().catch(null),
  cache_read_input_tokens: optionalTokens,
  cache_creation_input_tokens: optionalTokens,
  server_tool_use: z.object({ web_search_requests: optionalTokens }).nullish().catch(null),
  cache_creation: z
    .object({
      ephemeral_5m_input_tokens: optionalTokens,
      ephemeral_1h_input_tokens: optionalTokens,
    })
    .nullish()
    .catch(null),
});

const block = z.union([
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({
    type: z.literal("tool_use"),
    id: z.string().min(1),
    name: z.string().min(1),
    input: z.record(z.string(), z.unknown()),
  }),
  // Thinking and whatever comes later: handed back as it came, never read.
  z.object({ type: z.string().refine((type) => type !== "text" && type !== "tool_use") }),
]);

/** The part of a Messages API answer that must be there before we use any of it. */
export const answerShape = z.object({
  content: z.array(block),
  stop_reason: z.string(),
});

export interface TokenCounts {
  input_tokens: number | null;
  output_tokens: number | null;
  thinking_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  cache_write_1h_tokens: number | null;
  web_searches: number | null;
}

export const TOKENS_UNKNOWN: TokenCounts = {
  input_tokens: null,
  output_tokens: null,
  thinking_tokens: null,
  cache_read_tokens: null,
  cache_write_tokens: null,
  cache_write_1h_tokens: null,
  web_searches: null,
};

/**
 * The tokens an answer says it cost. The prompt is input + cache read + cache write; unknown is
 * null, never 0, so that a cost that is not known is not taken for none.
 */
export function tokensOf(answer: unknown): TokenCounts {
  const read = z.object({ usage }).safeParse(answer);
  if (!read.success) return TOKENS_UNKNOWN;
  const counted = read.data.usage;
  const fiveMinutes = counted.cache_creation?.ephemeral_5m_input_tokens ?? null;
  const hour = counted.cache_creation?.ephemeral_1h_input_tokens ?? null;
  const written = fiveMinutes === null && hour === null ? null : (fiveMinutes ?? 0) + (hour ?? 0);
  return {
    input_tokens: counted.input_tokens,
    output_tokens: counted.output_tokens,
    thinking_tokens: counted.output_tokens_details?.thinking_tokens ?? null,
    cache_read_tokens: counted.cache_read_input_tokens ?? null,
    cache_write_tokens: counted.cache_creation_input_tokens ?? written,
    cache_write_1h_tokens: hour,
    web_searches: counted.server_tool_use?.web_search_requests ?? null,
  };
}
