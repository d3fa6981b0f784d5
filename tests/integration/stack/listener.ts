import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface Arrival {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** performance.now() of when it came, and of when it was answered. */
  at: number;
  answeredAt: number | undefined;
}

export interface Listener {
  url: string;
  /** What came, in its order. */
  arrivals: Arrival[];
  close(): Promise<void>;
}

/** A server that remembers what it was sent; `?hold=ms` answers late, `?status=n` with that. */
export async function listen(): Promise<Listener> {
  const arrivals: Arrival[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://listener");
    const arrival: Arrival = {
      method: request.method ?? "",
      path: url.pathname,
      headers: request.headers,
      body: "",
      at: performance.now(),
      answeredAt: undefined,
    };
    arrivals.push(arrival);
    for await (const chunk of request) arrival.body += chunk;
    await sleep(Number(url.searchParams.get("hold") ?? 0));
    arrival.answeredAt = performance.now();
    const status = Number(url.searchParams.get("status") ?? 200);
    response.writeHead(status, { "content-type": "text/plain", "x-listener": "yes" });
    response.end("heard");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    arrivals,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
