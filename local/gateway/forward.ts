import { type IncomingMessage, request, type ServerResponse } from "node:http";

/** Hop-by-hop headers (RFC 9110, 7.6.1), which a proxy must not pass on. */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

export interface Destination {
  port: number;
  /** Path and query to ask for. */
  path: string;
  /** Headers to set above those of the request. */
  headers?: Record<string, string>;
}

/**
 * Streams a request to a server on this machine and its answer back. Resolves when the answer has
 * been passed on or either side hung up; answers 502 when the server cannot be reached.
 */
export function forward(
  from: IncomingMessage,
  to: ServerResponse,
  destination: Destination,
): Promise<void> {
  return new Promise((done) => {
    const outgoing = request({
      host: "127.0.0.1",
      port: destination.port,
      method: from.method,
      path: destination.path,
      headers: { ...endToEnd(from.headers), ...destination.headers },
    });
    outgoing.once("response", (answer) => {
      to.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
      answer.pipe(to);
    });
    outgoing.once("error", () => {
      if (!to.headersSent) to.writeHead(502, { "content-type": "application/json" });
      to.end(JSON.stringify({ code: "BAD_GATEWAY", message: "The function did not answer." }));
    });
    to.once("close", () => {
      outgoing.destroy();
      done();
    });
    from.pipe(outgoing);
  });
}

function endToEnd(headers: IncomingMessage["headers"]): IncomingMessage["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}
