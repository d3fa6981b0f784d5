import { once } from "node:events";
import type { Server } from "node:http";
import type { CarrierConfig } from "./config.ts";
import { answerControl, type ControlApi } from "./control-api.ts";
import { Delivery } from "./delivery.ts";
import { Faults } from "./faults.ts";
import { serveCalls } from "./http.ts";
import { answerContent, CONTENT_PATH } from "./media.ts";
import { MessageBook } from "./message-book.ts";
import { OptOuts } from "./opt-outs.ts";
import { PostLog } from "./post-log.ts";
import { PostOffice } from "./post-office.ts";
import { answerRest } from "./rest-api.ts";
import { WebhookLog } from "./webhook-log.ts";

const HOST = "127.0.0.1";

export interface Carrier {
  port: number;
  /** Where both APIs are: Twilio's under /2010-04-01, the carrier's own beside it. */
  url: string;
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 600_000;

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was opened");
  return address.port;
}

/** Starts a carrier that plays Twilio on this machine. Rejects when the port is taken. */
export async function startCarrier(config: CarrierConfig): Promise<Carrier> {
  const faults = new Faults();
  const stopping = new AbortController();
  const api: ControlApi = {
    config,
    faults,
    book: new MessageBook(),
    optOuts: new OptOuts(),
    webhooks: new WebhookLog(),
    posts: new PostLog(),
    postOffice: new PostOffice(),
    delivery: new Delivery(config, faults),
    stopping: stopping.signal,
    get url() {
      return `http://${HOST}:${portOf(server)}`;
    },
    refuseFor,
  };
  const server = serveCalls(async (call) => {
    if (!server.listening) return "reset"; // Over a connection from before the port was closed.
    if (call.url.pathname.startsWith(CONTENT_PATH)) return answerContent(call, api);
    const isTwilios = call.url.pathname.startsWith("/2010-04-01/");
    return isTwilios ? answerRest(call, api) : answerControl(call, api);
  });
  // An isolate that was frozen for a while expects its connection to be there still.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(config.port, HOST);
  await once(server, "listening");
  const port = portOf(server);

  let reopening: NodeJS.Timeout | undefined;
  function refuseFor(ms: number): void {
    clearTimeout(reopening);
    server.close();
    server.closeIdleConnections();
    reopening = setTimeout(() => server.listen(port, HOST), ms);
  }

  return {
    port,
    url: `http://${HOST}:${port}`,
    async close() {
      clearTimeout(reopening);
      stopping.abort();
      await api.delivery.stop();
      server.closeAllConnections();
      server.close();
    },
  };
}
