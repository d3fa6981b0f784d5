import { setTimeout as wait } from "node:timers/promises";
import { clock } from "./clock.ts";
import { markedText } from "./marks.ts";
import { postSigned } from "./post-signed.ts";
import type { BenchStack } from "./stack.ts";

/** One text, its times in milliseconds since 1970. */
export interface SentText {
  mark: number;
  /** When it should have been posted, whatever held the load up: times are counted from here. */
  due: number;
  posted: number;
  acked: number;
  status: number;
}

export interface Load {
  functionName: "twilio-webhook" | "floor";
  /** Texts a second, at even distances. */
  rate: number;
  count: number;
}

let marks = 0;

/**
 * Posts signed texts at fixed times, whatever became of those before (an open loop), each from the
 * next person in turn. Resolves when each has been answered, in the order of their times.
 */
export async function sendLoad(bench: BenchStack, load: Load): Promise<SentText[]> {
  const sent: Array<Promise<SentText>> = [];
  const start = clock() + 50;
  for (let index = 0; index < load.count; index++) {
    const due = start + (index * 1000) / load.rate;
    const early = due - clock();
    if (early > 0) await wait(early);
    sent.push(sendText(bench, load.functionName, due));
  }
  return await Promise.all(sent);
}

async function sendText(
  { stack, people }: BenchStack,
  functionName: Load["functionName"],
  due: number,
): Promise<SentText> {
  marks += 1;
  const mark = marks;
  const { PUBLIC_FUNCTIONS_URL, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER } =
    stack.values;
  const form = {
    MessageSid: `SM${mark.toString(16).padStart(32, "0")}`,
    SmsStatus: "received",
    AccountSid: TWILIO_ACCOUNT_SID,
    From: `+1213555${String(mark % people).padStart(4, "0")}`,
    To: TWILIO_PHONE_NUMBER,
    Body: markedText(mark),
    NumMedia: "0",
    NumSegments: "1",
    FromCountry: "US",
    ApiVersion: "2010-04-01",
  };
  const posted = clock();
  const url = `${PUBLIC_FUNCTIONS_URL}/${functionName}`;
  const status = await postSigned(url, form, TWILIO_AUTH_TOKEN);
  return { mark, due, posted, acked: clock(), status };
}
