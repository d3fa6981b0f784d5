import { createServer } from "node:http";
import type { Server } from "node:net";
import twilio from "twilio";
import RequestClient from "twilio/lib/base/RequestClient.js";
import { onTestFinished } from "vitest";
import { type Carrier, startCarrier } from "../../../local/carrier/carrier.ts";
import { type CarrierConfig, carrierConfig } from "../../../local/carrier/config.ts";

export const accountSid = "AC00000000000000000000000000000001";
export const authToken = "0123456789abcdef0123456789abcdef";
export const ours = "+14155550100";
export const person = "+14155550123";

/** One post that the application got from the carrier. */
export interface Received {
  path: string;
  parameters: Record<string, string>;
  signature: string;
}

export interface Play {
  carrier: Carrier;
  /** What the application got, in order. */
  received: Received[];
  applicationUrl: string;
  /** The real package, pointed at the carrier. */
  client: ReturnType<typeof twilio>;
  /** The carrier's own API: status and JSON. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }>;
}

/** A carrier and an application that keeps what it gets, both gone when the test ends. */
export async function play(
  change: Partial<CarrierConfig> = {},
  answer: (received: Received) => number | "reset" = () => 200,
): Promise<Play> {
  const received: Received[] = [];
  const application = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const post = {
      path: request.url ?? "",
      parameters: Object.fromEntries(new URLSearchParams(body)),
      signature: String(request.headers["x-twilio-signature"]),
    };
    received.push(post);
    const status = answer(post);
    if (status === "reset") request.socket.resetAndDestroy();
    else response.writeHead(status, { "content-type": "text/xml" }).end("<Response/>");
  });
  const applicationUrl = await open(application);
  const settings = { port: 0, accountSid, authToken, numbers: [ours], statusStepMs: 1 };
  const inboundUrl = `${applicationUrl}/inbound`;
  const carrier = await startCarrier(carrierConfig.parse({ ...settings, inboundUrl, ...change }));
  onTestFinished(async () => {
    await carrier.close();
    application.closeAllConnections();
    application.close();
  });
  return {
    carrier,
    received,
    applicationUrl,
    client: clientOf(carrier.url),
    async call(method, path, body) {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const response = await fetch(carrier.url + path, {
        method,
        ...(body !== undefined && { body: text }),
      });
      return { status: response.status, json: await response.json() };
    },
  };
}

/** The package's own client and transport; only the host is another. */
export function clientOf(url: string, token = authToken) {
  class Redirected extends RequestClient {
    override request<Data>(options: RequestClient.RequestOptions<Data>) {
      return super.request<Data>({
        ...options,
        uri: options.uri.replace("https://api.twilio.com", url),
      });
    }
  }
  return twilio(accountSid, token, { httpClient: new Redirected() });
}

/** Opens a server on a free port of this machine and gives its URL. */
export async function open(server: Server): Promise<string> {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was opened");
  return `http://127.0.0.1:${address.port}`;
}
