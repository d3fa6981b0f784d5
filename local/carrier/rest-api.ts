import { setTimeout as wait } from "node:timers/promises";
import type { CarrierConfig } from "./config.ts";
import { createMessage } from "./create-message.ts";
import type { Delivery } from "./delivery.ts";
import { errorAnswer } from "./errors.ts";
import { type Faults, SEND_FAULTS, type SendFault } from "./faults.ts";
import { type Answer, type Call, jsonAnswer } from "./http.ts";
import { answerMedia } from "./media.ts";
import type { MessageBook } from "./message-book.ts";
import { listMessages } from "./message-list.ts";
import type { OptOuts } from "./opt-outs.ts";
import type { PostLog } from "./post-log.ts";
import { messageResource } from "./resource.ts";

export interface RestApi {
  config: CarrierConfig;
  book: MessageBook;
  delivery: Delivery;
  faults: Faults;
  optOuts: OptOuts;
  posts: PostLog;
  stopping: AbortSignal;
}

const messagesPath = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages(?:\/([^/]+))?\.json$/;
const mediaPath =
  /^\/2010-04-01\/Accounts\/([^/]+)\/Messages\/([^/]+)\/Media(?:\/([^/.]+))?(\.json)?$/;

/** The part of Twilio's REST API that its package uses for texts, and their media. */
export async function answerRest(call: Call, api: RestApi): Promise<Answer> {
  const media = mediaPath.exec(call.url.pathname);
  const [, accountSid, messageSid] = media ?? messagesPath.exec(call.url.pathname) ?? [];
  if (accountSid === undefined) return errorAnswer(20404);
  if (!isAuthorized(call, api.config) || accountSid !== api.config.accountSid) {
    return errorAnswer(20003);
  }
  if (messageSid === undefined && call.method === "POST") return create(call, api);
  if (call.method !== "GET") return errorAnswer(20404);
  if (messageSid === undefined) {
    return jsonAnswer(200, listMessages(call.url, api.book, accountSid));
  }
  const message = api.book.get(messageSid);
  if (media !== null) {
    const [, , , mediumSid, json] = media;
    return answerMedia({ message, mediumSid, isJson: json !== undefined }, api);
  }
  return message === undefined
    ? errorAnswer(20404)
    : jsonAnswer(200, messageResource(message, accountSid));
}

function isAuthorized(call: Call, { accountSid, authToken }: CarrierConfig): boolean {
  const basic = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
  return call.headers.authorization === `Basic ${basic}`;
}

async function create(call: Call, api: RestApi): Promise<Answer> {
  const form = new URLSearchParams(call.body);
  const post = api.posts.begin(call, form);
  if (api.faults.strikes("slow")) {
    await wait(api.faults.slowMs, undefined, { signal: api.stopping });
  }
  const fault = SEND_FAULTS.find((name) => api.faults.strikes(name));
  post.fault = fault ?? null;
  post.decidedAt = new Date();
  if (fault === "http429") return errorAnswer(20429, retryAfter(api.faults));
  if (fault === "http500") return errorAnswer(20500);
  if (fault === "reset") return "reset";

  const message = createMessage(form, api.config, api.optOuts);
  if (typeof message === "number") {
    post.errorCode = message;
    return errorAnswer(message);
  }
  post.messageSid = message.sid;
  const answer = jsonAnswer(201, messageResource(message, api.config.accountSid));
  api.book.add(message);
  api.delivery.start(message);
  return afterAcceptance(fault, answer);
}

/** The text is on its way, and whoever sent it does not get to know. */
function afterAcceptance(fault: SendFault | undefined, answer: Answer): Answer {
  switch (fault) {
    case "http500Accepted":
      return errorAnswer(20500);
    case "timeoutAccepted":
      return "silence";
    case "resetAccepted":
      return "reset";
    case "garbled201":
      return { status: 201, body: '{"sid": "SM', headers: { "content-type": "application/json" } };
    default:
      return answer;
  }
}

function retryAfter(faults: Faults): Record<string, string> {
  const { retryAfterSeconds } = faults;
  return retryAfterSeconds === null ? {} : { "retry-after": String(retryAfterSeconds) };
}
