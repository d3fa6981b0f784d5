import "./node-version.ts";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { chat, emailOnce, textOnce } from "../carrier/conversation.ts";
import { Phone } from "../carrier/phone.ts";
import { type Outbox, outboxOf } from "../mail/outbox.ts";
import { StackFault } from "../stack-fault.ts";
import { runCommand } from "./run-command.ts";
import { runningStack } from "./running-stack.ts";

const WAIT_SECONDS_DEFAULT = "60";
const USAGE = 'Usage: npm run text -- [--wait <seconds>] [--email <address>] "+14155550123" ["hi"]';

/**
 * `npm run text`: texts the running stack from a person's number through the carrier, and shows the
 * reply as it is delivered. Without a text it is a chat. With `--email` the person mails from that
 * address to the one that they were texted last. Exit 1 when nothing came.
 */
await runCommand("text", async () => {
  const { number, body, email, waitMs } = readArguments();
  const { CARRIER_URL, FUNCTIONS_URL, TWILIO_PHONE_NUMBER } = runningStack();
  if (number === TWILIO_PHONE_NUMBER) {
    throw new StackFault(`${number} is the number that people text. Take another for yourself.`);
  }
  const phone = await Phone.open(CARRIER_URL, number, TWILIO_PHONE_NUMBER);
  const outbox = outboxOf(phone, FUNCTIONS_URL);
  if (email !== undefined) return (await emailOnce(phone, outbox, email, waitMs, say)) ? 0 : 1;
  if (body !== "") return (await textOnce(phone, body, waitMs, say)) ? 0 : 1;
  if (!process.stdin.isTTY) return (await sendEachLine(phone, outbox, waitMs)) ? 0 : 1;
  say(`You are ${number}, texting ${TWILIO_PHONE_NUMBER}. /quit ends the chat.`);
  say("/email you@work.example mails from there to the address that you were texted last.");
  await chat(phone, outbox, process.stdin, process.stdout);
  return 0;
});

interface Arguments {
  number: string;
  body: string;
  email: string | undefined;
  waitMs: number;
}

function readArguments(): Arguments {
  try {
    const { values: options, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        wait: { type: "string", default: WAIT_SECONDS_DEFAULT },
        email: { type: "string" },
      },
    });
    const [number, ...words] = positionals;
    const waitMs = Number(options.wait) * 1_000;
    if (number === undefined || !(waitMs > 0)) throw new StackFault(USAGE);
    const body = words.join(" ").trim();
    return { number: readNumber(number), body, email: options.email, waitMs };
  } catch (cause) {
    throw cause instanceof StackFault ? cause : new StackFault(USAGE, { cause });
  }
}

/** Each line of a file or a pipe, after the reply to the one before. */
async function sendEachLine(phone: Phone, outbox: Outbox, waitMs: number): Promise<boolean> {
  let answered = true;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    const [, email] = /^\s*\/email\b(.*)$/.exec(line) ?? [];
    const heard =
      email === undefined
        ? await textOnce(phone, line.trim(), waitMs, say)
        : await emailOnce(phone, outbox, email, waitMs, say);
    answered = heard && answered;
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
