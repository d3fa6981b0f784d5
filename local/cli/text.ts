import "./node-version.ts";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { chat, type Deeds, deedIn, doOnce, textOnce } from "../carrier/conversation.ts";
import { Phone } from "../carrier/phone.ts";
import { outboxOf } from "../mail/outbox.ts";
import { StackFault } from "../stack-fault.ts";
import { purseOf } from "../stripe/purse.ts";
import { runCommand } from "./run-command.ts";
import { runningStack } from "./running-stack.ts";

const WAIT_SECONDS_DEFAULT = "60";
const USAGE =
  'Usage: npm run text -- [--wait <seconds>] [--email <address> | --pay] "+14155550123" ["hi"]';

/**
 * `npm run text`: texts the running stack from a person's number through the carrier, and shows the
 * reply as it is delivered. Without a text it is a chat. With `--email` the person mails from that
 * address to the one that they were texted last, with `--pay` they pay by the payment link that they
 * were texted last. Exit 1 when nothing came.
 */
await runCommand("text", async () => {
  const { number, body, email, pay, waitMs } = readArguments();
  const { CARRIER_URL, FUNCTIONS_URL, STRIPE_URL, TWILIO_PHONE_NUMBER } = runningStack();
  if (number === TWILIO_PHONE_NUMBER) {
    throw new StackFault(`${number} is the number that people text. Take another for yourself.`);
  }
  const phone = await Phone.open(CARRIER_URL, number, TWILIO_PHONE_NUMBER);
  const deeds = { email: outboxOf(phone, FUNCTIONS_URL), pay: purseOf(phone, STRIPE_URL) };
  if (email !== undefined) return (await doOnce(phone, deeds.email, email, waitMs, say)) ? 0 : 1;
  if (pay) return (await doOnce(phone, deeds.pay, "", waitMs, say)) ? 0 : 1;
  if (body !== "") return (await textOnce(phone, body, waitMs, say)) ? 0 : 1;
  if (!process.stdin.isTTY) return (await sendEachLine(phone, deeds, waitMs)) ? 0 : 1;
  say(`You are ${number}, texting ${TWILIO_PHONE_NUMBER}. /quit ends the chat.`);
  say("/email you@work.example mails from there to the address that you were texted last.");
  say("/pay pays by the payment link that you were texted last; /pay later takes its time.");
  await chat(phone, deeds, process.stdin, process.stdout);
  return 0;
});

interface Arguments {
  number: string;
  body: string;
  email: string | undefined;
  pay: boolean;
  waitMs: number;
}

function readArguments(): Arguments {
  try {
    const { values: options, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        wait: { type: "string", default: WAIT_SECONDS_DEFAULT },
        email: { type: "string" },
        pay: { type: "boolean", default: false },
      },
    });
    const [number, ...words] = positionals;
    const waitMs = Number(options.wait) * 1_000;
    if (number === undefined || !(waitMs > 0)) throw new StackFault(USAGE);
    const body = words.join(" ").trim();
    return { number: readNumber(number), body, email: options.email, pay: options.pay, waitMs };
  } catch (cause) {
    throw cause instanceof StackFault ? cause : new StackFault(USAGE, { cause });
  }
}

/** Each line of a file or a pipe, after the reply to the one before. */
async function sendEachLine(phone: Phone, deeds: Deeds, waitMs: number): Promise<boolean> {
  let answered = true;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    const other = deedIn(line, deeds);
    const heard =
      other === null
        ? await textOnce(phone, line.trim(), waitMs, say)
        : await doOnce(phone, other.deed, other.written, waitMs, say);
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
