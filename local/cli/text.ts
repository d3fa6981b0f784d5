import "./node-version.ts";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { chat, textOnce } from "../carrier/conversation.ts";
import { Phone } from "../carrier/phone.ts";
import { StackFault } from "../stack-fault.ts";
import { runCommand } from "./run-command.ts";
import { runningStack } from "./running-stack.ts";

const WAIT_SECONDS_DEFAULT = "60";
const USAGE = 'Usage: npm run text -- [--wait <seconds>] "+14155550123" ["hi"]';

/**
 * `npm run text`: texts the running stack from a person's number through the carrier, and shows the
 * reply as it is delivered. Without a text it is a chat. Exit 1 when nothing came.
 */
await runCommand("text", async () => {
  const { number, body, waitMs } = readArguments();
  const { CARRIER_URL, TWILIO_PHONE_NUMBER } = runningStack();
  if (number === TWILIO_PHONE_NUMBER) {
    throw new StackFault(`${number} is the number that people text. Take another for yourself.`);
  }
  const phone = await Phone.open(CARRIER_URL, number, TWILIO_PHONE_NUMBER);
  if (body !== "") return (await textOnce(phone, body, waitMs, say)) ? 0 : 1;
  if (!process.stdin.isTTY) return (await textEachLine(phone, waitMs)) ? 0 : 1;
  say(`You are ${number}, texting ${TWILIO_PHONE_NUMBER}. /quit ends the chat.`);
  await chat(phone, process.stdin, process.stdout);
  return 0;
});

function readArguments(): { number: string; body: string; waitMs: number } {
  try {
    const { values: options, positionals } = parseArgs({
      allowPositionals: true,
      options: { wait: { type: "string", default: WAIT_SECONDS_DEFAULT } },
    });
    const [number, ...words] = positionals;
    const waitMs = Number(options.wait) * 1_000;
    if (number === undefined || !(waitMs > 0)) throw new StackFault(USAGE);
    return { number: readNumber(number), body: words.join(" ").trim(), waitMs };
  } catch (cause) {
    throw cause instanceof StackFault ? cause : new StackFault(USAGE, { cause });
  }
}

/** Each line of a file or a pipe, after the reply to the one before. */
async function textEachLine(phone: Phone, waitMs: number): Promise<boolean> {
  let answered = true;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    answered = (await textOnce(phone, line.trim(), waitMs, say)) && answered;
  }
  return answered;
}

/** E.164 of what a person would write; without a country it is a US number. */
function readNumber(written: string): string {
  const phone = parsePhoneNumberFromString(written, "US");
  if (phone?.isPossible()) return phone.number;
  throw new StackFault(`"${written}" is not a phone number. Write it like +14155550123.`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
