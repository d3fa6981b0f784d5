import type Anthropic from "@anthropic-ai/sdk";
import { APIError } from "@anthropic-ai/sdk";

/** Of English, about: what an answer that was stopped is counted by, since no server counts it. */
const CHARACTERS_PER_TOKEN = 4;

/** No reason of the API's: its listener had heard enough. */
const STOPPED = "stopped";

/** The SDK adds the `request-id` header to what it parsed. */
export interface ReceivedMessage {
  content: Anthropic.ContentBlock[];
  /** The API's, or ours. */
  stop_reason: string | null;
  /** Unknown of an answer that was stopped before it began. */
  usage?: Anthropic.Usage;
  _request_id?: string | null;
}

/** Who is told of an answer while it is written. */
export interface Listener {
  /** Its text, piece by piece, as it comes. */
  onText(text: string): void;
  /** Ends it early; what has come of it is kept. */
  stop: AbortSignal;
}

/**
 * An answer that is streamed, whole: as it would have come without. Stopped by its listener it has
 * the stop reason `STOPPED`, the text so far and no tool uses, which would be half of some; what it
 * cost is then what the server had said at its beginning, and our own count of its text.
 *
 * Throws what the SDK throws, and a TypeError when the stream ended without its end.
 */
export async function streamed(
  client: Anthropic,
  params: Anthropic.MessageCreateParamsNonStreaming,
  options: Anthropic.RequestOptions,
  { onText, stop }: Listener,
): Promise<ReceivedMessage> {
  let characters = 0;
  const stream = client.messages.stream(params, options);
  stream.on("text", (text) => {
    characters += text.length;
    onText(text);
  });
  const onStop = () => stream.abort();
  stop.addEventListener("abort", onStop, { once: true });
  if (stop.aborted) onStop();
  try {
    const message = await stream.finalMessage();
    if (message.stop_reason === null) throw new TypeError("the stream has no end");
    return { ...message, _request_id: stream.request_id ?? null };
  } catch (error) {
    if (!stop.aborted) {
      // The SDK says the same of an answer without its end as of a request that it never sent.
      const brokeOff = stream.response && !(error instanceof APIError);
      throw brokeOff ? new TypeError("the stream has no end", { cause: error }) : error;
    }
    const request_id = stream.request_id ?? null;
    const begun = stream.currentMessage;
    if (begun === undefined) return { content: [], stop_reason: STOPPED, _request_id: request_id };
    const counted = Math.ceil(characters / CHARACTERS_PER_TOKEN);
    return {
      content: begun.content.filter((block) => block.type === "text"),
      stop_reason: STOPPED,
      usage: { ...begun.usage, output_tokens: Math.max(begun.usage.output_tokens, counted) },
      _request_id: request_id,
    };
  } finally {
    stop.removeEventListener("abort", onStop);
  }
}
