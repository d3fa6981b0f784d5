import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";

/** Large enough for a text, or a picture in base64, far above what anybody takes. */
const CALL_BYTES_MAX = 16 * 1024 * 1024;

export interface Call {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
  /** When it began to arrive. */
  at: Date;
  /** Resolves when the caller has the answer, or is gone. */
  over: Promise<void>;
}

/** What is answered: text or bytes, or a broken connection, or nothing for as long as the caller waits. */
export type Answer =
  | { status: number; body: string | Buffer; headers?: Record<string, string> }
  | "reset"
  | "silence";

export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Answer {
  const text = JSON.stringify(body);
  return { status, body: text, headers: { "content-type": "application/json", ...headers } };
}

/** An HTTP server over one handler. An error of the handler is a 500 and one line on stderr. */
export function serveCalls(handle: (call: Call) => Promise<Answer>, name = "carrier"): Server {
  return createServer(async (request, response) => {
    const at = new Date();
    const over = new Promise<void>((resolve) => response.once("close", resolve));
    try {
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of request as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > CALL_BYTES_MAX) return send(response, jsonAnswer(413, { error: "too large" }));
        chunks.push(chunk);
      }
      const call: Call = {
        method: request.method ?? "GET",
        url: new URL(request.url ?? "/", "http://carrier"),
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
        at,
        over,
      };
      send(response, await handle(call));
    } catch (error) {
      console.error(`${name}: ${error instanceof Error ? error.message : "unknown error"}`);
      if (!response.headersSent) send(response, jsonAnswer(500, { error: `the ${name} failed` }));
    }
  });
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === "silence") return;
  if (answer === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}
