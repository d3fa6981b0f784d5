import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { startBrain } from "./brain.ts";
import { CallLog, type LoggedCall } from "./call-log.ts";
import { FaultPlan, fault } from "./faults.ts";
import { jsonBody, sendError, sendJson } from "./http.ts";
import { answerMessages, type Desk } from "./messages.ts";

const KEEP_ALIVE_MS = 600_000;

export interface OfflineModel {
  /** What ANTHROPIC_BASE_URL is set to. */
  url: string;
  port: number;
  /** As POST /faults. */
  addFault(one: z.input<typeof fault>): void;
  clearFaults(): void;
  /** As GET /calls?after=. */
  calls(after?: number): LoggedCall[];
  close(): Promise<void>;
}

/**
 * The offline model: a stand-in for the Messages API that the SDK works against unmodified.
 * Deterministic, says that it is offline, refuses what the real API refuses, counts tokens.
 *
 * - `POST /v1/messages` as the API, streamed or not
 * - `GET /calls?after=n` what was asked of it, without words
 * - `GET /faults`, `POST /faults {kind, count?, call?, role?, …}`, `DELETE /faults`
 *
 * Listens on the loopback alone. Rejects when the port is taken.
 *
 * @param options.port 0 takes any free port.
 */
export async function startOfflineModel(options: { port: number }): Promise<OfflineModel> {
  const brain = await startBrain();
  const stop = new AbortController();
  const desk: Desk = {
    brainUrl: brain.url,
    faults: new FaultPlan(),
    log: new CallLog(),
    stopping: stop.signal,
    cachedPrompts: new Set(),
  };
  const server = createServer((request, response) => {
    route(desk, request, response).catch((error: unknown) => {
      if (stop.signal.aborted || response.destroyed) return;
      process.stderr.write(`offline model: ${error instanceof Error ? error.message : error}\n`);
      if (response.headersSent) response.destroy();
      else sendError(response, 500, "api_error", "the offline model failed");
    });
  });
  // An isolate that was frozen for a while expects its connection to be there still.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(options.port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    await brain.stop();
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");

  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    addFault: (one) => desk.faults.add(fault.parse(one)),
    clearFaults: () => desk.faults.clear(),
    calls: (after = 0) => desk.log.after(after),
    close: async () => {
      stop.abort();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
      await brain.stop();
    },
  };
}

async function route(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://model");
  switch (`${request.method} ${pathname}`) {
    case "POST /v1/messages":
      return answerMessages(desk, request, response);
    case "GET /calls":
      return sendJson(response, 200, desk.log.after(Number(searchParams.get("after") ?? 0)));
    case "GET /faults":
      return sendJson(response, 200, desk.faults.waiting);
    case "DELETE /faults":
      desk.faults.clear();
      return sendJson(response, 200, desk.faults.waiting);
    case "POST /faults": {
      const one = fault.safeParse(await jsonBody(request));
      if (!one.success) return sendJson(response, 400, { error: z.prettifyError(one.error) });
      desk.faults.add(one.data);
      return sendJson(response, 200, desk.faults.waiting);
    }
    default:
      return sendError(response, 404, "not_found_error", "there is no such path");
  }
}
