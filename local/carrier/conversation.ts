import { createInterface } from "node:readline/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { CarrierText, Posted } from "./client.ts";
import type { Phone } from "./phone.ts";

const LOOK_EVERY_MS = 100;
/** A reply is over when nothing more has come for so long: its parts leave a moment apart. */
const QUIET_MS = 1_500;

const YOU = "   you ▸ ";
const THEM = "  them ◂ ";

export type Say = (line: string) => void;

/** What a person does besides texting, as it is written at the terminal; what to say of it. */
export type Deed = (written: string) => Promise<{ sent: boolean; line: string }>;
export type DeedName = "email" | "pay";
export type Deeds = Record<DeedName, Deed>;

const DEED = /^\s*\/(email|pay)\b(.*)$/;

/** Which deed a line of the terminal is, if it is one. */
export function deedIn(line: string, deeds: Deeds): { deed: Deed; written: string } | null {
  const [, name, written = ""] = DEED.exec(line) ?? [];
  if (name !== "email" && name !== "pay") return null;
  return { deed: deeds[name], written };
}

/**
 * Sends one text and says what comes back, until the last part of the reply is delivered. False
 * when nothing came within `waitMs`, or the text did not get through; the reason is said.
 */
export async function textOnce(
  phone: Phone,
  body: string,
  waitMs: number,
  say: Say,
): Promise<boolean> {
  say(spoken(YOU, body));
  const sent = await phone.send(body);
  if (!sayAcknowledgement(sent, say)) return false;
  // The carrier has answered a STOP, START or HELP itself, and then nobody else does.
  return sent.carrierReply !== null || sayReply(phone, waitMs, say);
}

/** Does one thing besides texting and says what is texted back; as `textOnce`. */
export async function doOnce(
  phone: Phone,
  deed: Deed,
  written: string,
  waitMs: number,
  say: Say,
): Promise<boolean> {
  const { sent, line } = await deed(written);
  say(`  ${line}`);
  return sent && sayReply(phone, waitMs, say);
}

async function sayReply(phone: Phone, waitMs: number, say: Say): Promise<boolean> {
  const end = performance.now() + waitMs;
  let lastSign: number | null = null;
  for (;;) {
    const { arrived, underWay } = await phone.look();
    for (const text of arrived) say(arrival(text));
    const now = performance.now();
    if (arrived.length > 0 || underWay > 0) lastSign = now;
    if (underWay === 0 && lastSign !== null && now - lastSign > QUIET_MS) return true;
    if (now > end) break;
    await wait(LOOK_EVERY_MS);
  }
  const seconds = waitMs / 1_000;
  say(lastSign === null ? `No reply within ${seconds} s.` : `Still arriving after ${seconds} s.`);
  return lastSign !== null;
}

/**
 * A chat at a terminal: each line is sent, and what arrives is said in between, until /quit or the
 * end of the input. `/email …` sends an email instead, `/pay` pays.
 */
export async function chat(
  phone: Phone,
  deeds: Deeds,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<void> {
  const lines = createInterface({ input, output, prompt: YOU });
  const say = (line: string) => {
    output.write(`\r\u001b[K${line}\n`); // Over the prompt, which then comes again.
    lines.prompt(true);
  };
  const leaving = new AbortController();
  const listening = listen(phone, leaving.signal, say).finally(() => lines.close());
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() === "/quit") break;
    const other = deedIn(line, deeds);
    if (other !== null) say(`  ${(await other.deed(other.written)).line}`);
    else if (line.trim() !== "") sayAcknowledgement(await phone.send(line.trim()), say);
    lines.prompt();
  }
  leaving.abort();
  await listening;
}

async function listen(phone: Phone, leaving: AbortSignal, say: Say): Promise<void> {
  while (!leaving.aborted) {
    for (const text of (await phone.look()).arrived) say(arrival(text));
    await wait(LOOK_EVERY_MS);
  }
}

/** Says what the carrier answered itself, or that the text did not get through: then false. */
function sayAcknowledgement(sent: Posted, say: Say): boolean {
  const { webhookStatus, carrierReply, error } = sent;
  if (carrierReply !== null) say(spoken(THEM, `${carrierReply} (the carrier)`));
  if (webhookStatus !== null && webhookStatus >= 200 && webhookStatus < 300) return true;
  say(`The text did not get through: the webhook ${error ?? `answered ${webhookStatus}`}.`);
  return false;
}

function arrival({ body, status, errorCode }: CarrierText): string {
  const tick = status === "delivered" ? "✓" : `✗ ${status}, error ${errorCode}`;
  return spoken(THEM, `${body} ${tick}`);
}

function spoken(who: string, body: string): string {
  return who + body.replaceAll("\n", `\n${" ".repeat(who.length)}`);
}
