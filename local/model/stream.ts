import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** Characters of a piece: a few words, as the API sends them. */
const PIECE_CHARACTERS = 24;

interface Answer {
  content: Array<{ type: string; [field: string]: unknown }>;
  stop_reason: string;
  usage: { input_tokens: number; output_tokens: number; [field: string]: unknown };
  [field: string]: unknown;
}

export interface Pace {
  /** Before each piece of text, in milliseconds. */
  pieceMs: number;
  /** Half of the pieces come, and then: nothing more, or the connection breaks. */
  breaksOff: "stall" | "disconnect" | null;
  stopping: AbortSignal;
}

/**
 * An answer as the Messages API streams it: https://platform.claude.com/docs/en/build-with-claude/streaming
 */
export async function streamAnswer(
  response: ServerResponse,
  answer: Answer,
  { pieceMs, breaksOff, stopping }: Pace,
): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  const send = (type: string, more: Record<string, unknown>) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`);
  const { content, stop_reason, usage, ...message } = answer;
  const begun = {
    ...message,
    content: [],
    stop_reason: null,
    usage: { ...usage, output_tokens: 1 },
  };
  send("message_start", { message: begun });
  const pieces = content.flatMap((block, index) => piecesOf(block, index));
  const half = breaksOff === null ? pieces.length : Math.ceil(pieces.length / 2);
  for (const [type, piece] of pieces.slice(0, half)) {
    if (pieceMs > 0 && type === "content_block_delta") {
      await sleep(pieceMs, undefined, { signal: stopping });
    }
    if (response.destroyed) return;
    send(type, piece);
  }
  if (breaksOff === "stall") return;
  if (breaksOff === "disconnect") {
    response.destroy();
    return;
  }
  send("message_delta", { delta: { stop_reason, stop_sequence: null }, usage });
  send("message_stop", {});
  response.end();
}

function piecesOf(
  block: Answer["content"][number],
  index: number,
): Array<[string, Record<string, unknown>]> {
  const isText = block.type === "text";
  const whole = isText ? String(block.text) : JSON.stringify(block.input ?? {});
  const empty = isText ? { ...block, text: "" } : { ...block, input: {} };
  const deltas = whole.match(new RegExp(`.{1,${PIECE_CHARACTERS}}`, "gsu")) ?? [];
  return [
    ["content_block_start", { index, content_block: empty }],
    ...deltas.map((piece): [string, Record<string, unknown>] => [
      "content_block_delta",
      {
        index,
        delta: isText
          ? { type: "text_delta", text: piece }
          : { type: "input_json_delta", partial_json: piece },
      },
    ]),
    ["content_block_stop", { index }],
  ];
}
