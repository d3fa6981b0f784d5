import { once } from "node:events";
import { z } from "zod";
import { type Answer, type Call, jsonAnswer, serveCalls } from "../carrier/http.ts";
import { Bank } from "./bank.ts";
import { Refused } from "./checkout.ts";
import type { StripeConfig } from "./config.ts";
import { FaultPlan, fault } from "./faults.ts";
import { IdempotencyKeys } from "./idempotency.ts";
import { Webhooks } from "./webhooks.ts";

const KEEP_ALIVE_MS = 600_000;
const RETRY_AFTER_SECONDS = 1;

export interface LocalStripe {
  /** What STRIPE_API_URL is set to. */
  url: string;
  port: number;
  close(): Promise<void>;
}

interface Desk {
  config: StripeConfig;
  bank: Bank;
  faults: FaultPlan;
  keys: IdempotencyKeys;
  webhooks: Webhooks;
  url: string;
}

/**
 * A stand-in for the part of Stripe that sells credits; README.md beside this file has its paths.
 * Listens on the loopback alone. Rejects when the port is taken.
 */
export async function startStripe(config: StripeConfig): Promise<LocalStripe> {
  const stop = new AbortController();
  const faults = new FaultPlan();
  const webhooks = new Webhooks(config, faults, stop.signal);
  const desk: Desk = {
    config,
    bank: new Bank(webhooks),
    faults,
    keys: new IdempotencyKeys(),
    webhooks,
    url: "",
  };
  const server = serveCalls((call) => answer(desk, call), "stripe");
  // An isolate that was frozen for a while expects its connection to be there still.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(config.port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  desk.url = `http://127.0.0.1:${address.port}`;
  return {
    url: desk.url,
    port: address.port,
    close: async () => {
      stop.abort();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(desk: Desk, call: Call): Promise<Answer> {
  try {
    if (call.url.pathname.startsWith("/v1/")) return api(desk, call);
    return await control(desk, call);
  } catch (error) {
    if (error instanceof Refused) {
      return refusal(400, "invalid_request_error", error.message, error.code);
    }
    if (error instanceof z.ZodError) return jsonAnswer(400, { error: z.prettifyError(error) });
    throw error;
  }
}

/** What Stripe's own client asks for. */
function api(desk: Desk, call: Call): Answer {
  if (call.headers.authorization !== `Bearer ${desk.config.secretKey}`) {
    return refusal(401, "invalid_request_error", "Invalid API Key provided");
  }
  if (`${call.method} ${call.url.pathname}` !== "POST /v1/checkout/sessions") {
    return refusal(404, "invalid_request_error", `Unrecognized request URL (${call.method})`);
  }
  if (desk.faults.take("rate_limit") !== null) {
    const error = { type: "rate_limit_error", code: "rate_limit", message: "Too many requests" };
    return jsonAnswer(429, { error }, { "retry-after": String(RETRY_AFTER_SECONDS) });
  }
  const key = call.headers["idempotency-key"];
  if (typeof key !== "string") return createSession(desk, call);
  const earlier = desk.keys.begin(key, call.body);
  if (earlier === "in use") {
    return refusal(409, "idempotency_error", "The key is in use", "idempotency_key_in_use");
  }
  if (earlier === "other request") {
    return refusal(400, "idempotency_error", "Keys can only be used with the same parameters");
  }
  if (earlier !== "new") return earlier;
  try {
    const made = createSession(desk, call);
    desk.keys.keep(key, call.body, made);
    const lost = desk.faults.take("lost_answer", "silence");
    return lost === null ? made : lost === "silence" ? "silence" : "reset";
  } catch (error) {
    // Refused before the work began: nothing is kept of it.
    desk.keys.forget(key);
    throw error;
  }
}

function createSession(desk: Desk, call: Call): Answer {
  if (desk.faults.take("server_error") !== null) {
    return refusal(500, "api_error", "Something went wrong on Stripe's end");
  }
  return jsonAnswer(200, desk.bank.open(new URLSearchParams(call.body), desk.url));
}

const payment = z.enum(["now", "later"]);
const ending = z.strictObject({ succeeds: z.boolean() });
const refundOf = z.strictObject({ payment_intent: z.string(), amount: z.int().optional() });
const disputeOf = refundOf.extend({ status: z.string().optional() });
const endOfDispute = z.strictObject({ status: z.enum(["won", "lost", "warning_closed"]) });

/** What a person at Stripe's page or dashboard does, and what a test plays. */
async function control(desk: Desk, call: Call): Promise<Answer> {
  const { bank, faults, webhooks } = desk;
  const [, place = "", id = ""] = call.url.pathname.split("/");
  // A page's form brings no JSON, and needs none.
  const isJson = call.headers["content-type"]?.includes("json") ?? false;
  const body: unknown = isJson ? readJson(call.body) : {};
  switch (`${call.method} /${place}`) {
    case "GET /pay":
      return page(bank.sessions.get(id));
    case "POST /pay": {
      const how = payment.parse(call.url.searchParams.get("how") ?? "now");
      return jsonAnswer(200, bank.pay(id, how));
    }
    case "POST /settle":
      return jsonAnswer(200, bank.settle(id, ending.parse(body).succeeds));
    case "POST /expire":
      return jsonAnswer(200, bank.expire(id));
    case "POST /refunds": {
      if (id !== "") return jsonAnswer(200, bank.failRefund(id));
      const { payment_intent, amount } = refundOf.parse(body);
      return jsonAnswer(200, bank.refund(payment_intent, amount));
    }
    case "POST /disputes": {
      if (id !== "") return jsonAnswer(200, bank.closeDispute(id, endOfDispute.parse(body).status));
      const { payment_intent, amount, status } = disputeOf.parse(body);
      return jsonAnswer(200, bank.dispute(payment_intent, amount, status));
    }
    case "GET /sessions":
      return jsonAnswer(200, [...bank.sessions.values()]);
    case "GET /events":
      return jsonAnswer(200, webhooks.log);
    case "POST /events": {
      if (id === "") return jsonAnswer(200, { released: await webhooks.release() });
      return jsonAnswer((await webhooks.again(id)) ? 200 : 404, {});
    }
    case "GET /faults":
      return jsonAnswer(200, faults.waiting);
    case "POST /faults":
      faults.add(fault.parse(body));
      return jsonAnswer(200, faults.waiting);
    case "DELETE /faults":
      faults.clear();
      return jsonAnswer(200, faults.waiting);
    default:
      return jsonAnswer(404, { error: "there is no such path" });
  }
}

/** Undefined is what no schema accepts. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a person sees who opens the link: a button. */
function page(session: { id: string; amount_total: number; currency: string } | undefined): Answer {
  if (session === undefined) return jsonAnswer(404, { error: "there is no such session" });
  const price = `${(session.amount_total / 100).toFixed(2)} ${session.currency.toUpperCase()}`;
  return {
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<!doctype html><title>Pay</title><form method="post" action="/pay/${session.id}"><p>No real money moves.</p><button>Pay ${price}</button></form>`,
  };
}

/** An error in Stripe's shape. */
function refusal(status: number, type: string, message: string, code?: string): Answer {
  return jsonAnswer(status, { error: { type, message, ...(code === undefined ? {} : { code }) } });
}
