import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

const KEEP_ALIVE_MS = 600_000;
/** A first token after a while, and then so many a second, about as the models that we use. */
export const FIRST_PIECE_MS = 200;
export const PIECE_MS = 20;
export const PIECES = [
  ...["The ", "harbour ", "office ", "opens ", "at ", "nine. "],
  ...["Guests ", "berth ", "at ", "the ", "east ", "dock."],
];

export interface Model {
  url: string;
  close(): Promise<void>;
}

/** A Messages API that streams the same words at the same pace to whoever asks. */
export async function startModel(): Promise<Model> {
  const server = createServer((request, response) => {
    request.resume();
    request.once("end", () => {
      answer(response).catch(() => response.destroy());
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was opened");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function answer(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (type: string, more: Record<string, unknown>) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`);
  const usage = { input_tokens: 1_000, output_tokens: 1 };
  const message = { id: "msg_1", type: "message", role: "assistant", model: "m", usage };
  send("message_start", {
    message: { ...message, content: [], stop_reason: null, stop_sequence: null },
  });
  send("content_block_start", { index: 0, content_block: { type: "text", text: "" } });
  await wait(FIRST_PIECE_MS);
  for (const text of PIECES) {
    send("content_block_delta", { index: 0, delta: { type: "text_delta", text } });
    await wait(PIECE_MS);
  }
  send("content_block_stop", { index: 0 });
  send("message_delta", {
    delta: { stop_reason: "end_turn", stop_sequence: null },
    usage: { output_tokens: PIECES.length },
  });
  send("message_stop", {});
  response.end();
}
