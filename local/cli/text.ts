import process from "node:process";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { chat, textOnce } from "../carrier/conversation.ts";
import { Phone } from "../carrier/phone.ts";
import { faultLine, StackFault } from "../stack-fault.ts";
import { runningStack } from "./running-stack.ts";

const WAIT_SECONDS_DEFAULT = "60";
const USAGE = 'Usage: npm run text -- [--wait <seconds>] "+14155550123" ["hi"]';

/**
 * `npm run text`: texts the running stack from a person's number through the carrier, and shows the
 * reply as it is delivered. Without a text it is a chat. Exit 1 when nothing came.
 */
async function text(): Promise<boolean> {
  const { values: options, positionals } = parseArgs({
    allowPositionals: true,
    options: { wait: { type: "string", default: WAIT_SECONDS_DEFAULT } },
  });
  const [number, ...words] = positionals;
  const waitMs = Number(options.wait) * 1_000;
  if (number === undefined || !(waitMs > 0)) throw new StackFault(USAGE);
  const person = readNumber(number);

  const { CARRIER_URL, TWILIO_PHONE_NUMBER } = runningStack();
  if (person === TWILIO_PHONE_NUMBER) {
    throw new StackFault(
      `${person} is the number that people text. Take another one for yourself.`,
    );
  }
  const phone = await Phone.open(CARRIER_URL, person, TWILIO_PHONE_NUMBER);
  if (words.length > 0) return textOnce(phone, words.join(" "), waitMs, say);
  if (!process.stdin.isTTY) return textEachLine(phone, waitMs);
  say(`You are ${person}, texting ${TWILIO_PHONE_NUMBER}. /quit ends the chat.`);
  await chat(phone, process.stdin, process.stdout);
  return true;
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

try {
  process.exitCode = (await text()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`text: ${faultLine(error)}\n`);
  process.exitCode = 1;
}
