import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

const KEEP_ALIVE_MS = 600_000;
const BODY_BYTES_MAX = 1024 * 1024;

export interface Server {
  url: string;
  close(): Promise<void>;
}

/** A server on any free port of the loopback that answers POSTs with JSON. */
export async function serve(
  status: number,
  answer: (body: string) => Record<string, unknown>,
): Promise<Server> {
  const server = createServer((request, response) => {
    respond(request, response, status, answer).catch(() => response.destroy());
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

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  answer: (body: string) => Record<string, unknown>,
): Promise<void> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > BODY_BYTES_MAX) throw new Error("the body is too large");
  }
  const body = JSON.stringify(answer(Buffer.concat(chunks).toString("utf8")));
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body);
}
