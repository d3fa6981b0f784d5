import { setTimeout as wait } from "node:timers/promises";
import { clock } from "./clock.ts";
import { marksIn } from "./marks.ts";
import { postSigned } from "./post-signed.ts";
import { type Server, serve } from "./serve.ts";

/** How long a text is on its way to the phone: no time of the engine's. */
const DELIVERED_AFTER_MS = 250;

export interface Account {
  sid: string;
  authToken: string;
}

export interface Reply {
  /** When it was handed over; milliseconds since 1970. */
  at: number;
  /** When the callback of its delivery had been taken; null until then. */
  toldAt: number | null;
  /** How many texts it answers: more than one when a burst became one turn. */
  answers: number;
}

export interface Carrier extends Server {
  /** What was answered: a text's mark → its reply. */
  replies: Map<number, Reply>;
  /** Texts handed over that answer what was answered before. */
  repeated: number;
  /** Callbacks that are on their way, and those that were not taken. */
  callbacksOpen: number;
  callbacksRefused: number;
  /** What callbacks are signed with: known when the stack has started. */
  account: Account;
}

/** Twilio's `POST Messages` alone: 201 at once, and one callback, `delivered`, a little later. */
export async function startCarrier(): Promise<Carrier> {
  let posts = 0;
  const server = await serve(201, (body) => {
    const form = new URLSearchParams(body);
    posts += 1;
    const sid = `SM${posts.toString(16).padStart(32, "0")}`;
    const marks = marksIn(form.get("Body") ?? "");
    const reply: Reply = { at: clock(), toldAt: null, answers: marks.length };
    for (const mark of marks) {
      if (carrier.replies.has(mark)) carrier.repeated += 1;
      else carrier.replies.set(mark, reply);
    }
    void tellDelivered(carrier, reply, sid, form);
    return resource(carrier.account, sid, form);
  });
  const carrier: Carrier = {
    ...server,
    replies: new Map(),
    repeated: 0,
    callbacksOpen: 0,
    callbacksRefused: 0,
    account: { sid: "", authToken: "" },
  };
  return carrier;
}

async function tellDelivered(
  carrier: Carrier,
  reply: Reply,
  sid: string,
  form: URLSearchParams,
): Promise<void> {
  const { account } = carrier;
  carrier.callbacksOpen += 1;
  await wait(DELIVERED_AFTER_MS);
  const news = {
    MessageSid: sid,
    MessageStatus: "delivered",
    AccountSid: account.sid,
    From: form.get("From") ?? "",
    To: form.get("To") ?? "",
    ApiVersion: "2010-04-01",
  };
  const status = await postSigned(form.get("StatusCallback") ?? "", news, account.authToken);
  reply.toldAt = clock();
  carrier.callbacksOpen -= 1;
  if (status !== 204) carrier.callbacksRefused += 1;
}

/** As much of Twilio's Messages resource as its package reads. */
function resource(account: Account, sid: string, form: URLSearchParams) {
  const now = new Date().toUTCString();
  return {
    sid,
    account_sid: account.sid,
    body: form.get("Body"),
    from: form.get("From"),
    to: form.get("To"),
    status: "queued",
    direction: "outbound-api",
    num_segments: "1",
    num_media: "0",
    error_code: null,
    error_message: null,
    date_created: now,
    date_updated: now,
    date_sent: null,
  };
}
