import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { eventsOf } from "../../chat/events.ts";
import { Page } from "../../chat/page.ts";
import { signInAs } from "../../chat/sign-in.ts";
import type { StackValues } from "../../stack-values.ts";
import type { Check } from "../checks.ts";
import { checksOf } from "./checks.ts";

/** Harbor Desk of supabase/seed.sql. */
export const TENANT = "00000000-0000-4000-8000-000000000002";
const HOUSE = {
  tenant_id: TENANT,
  tone: "Warm and brief",
  knowledge:
    "The harbour office opens at nine. Guests berth at the east dock. Fuel is sold until sunset.",
  link_hosts: ["harbor-desk.example"],
};
const ANSWER_MS_MAX = 60_000;
const LOOK_EVERY_MS = 100;

const told = z.object({
  answer: z.object({ id: z.string(), text: z.string(), stopped: z.boolean() }).nullable(),
});

/**
 * The story of an assistant, played as a browser would: its operator says what it knows, a reader
 * asks, leaves in the middle, stops, writes from two tabs and rates; then what it came to is counted.
 */
export async function playAssistant(
  values: StackValues,
  say: (line: string) => void,
): Promise<Check[]> {
  const sql = postgres(values.DB_URL, { max: 2, onnotice() {} });
  try {
    const name = randomUUID().slice(0, 8);
    const operator = await operatorOf(values, sql, `operator.${name}@harbor-desk.example`);
    await operator.rpc("set_assistant", HOUSE);
    say("operator ▸ tells the assistant how to speak, and what it knows");
    const reader = `reader.${name}@centaur.example`;
    await sql`insert into public.users (tenant_id, email, email_verified)
      values (${TENANT}, ${reader}, true)`;
    const page = await Page.open(values, await signInAs(values, sql, reader));
    await page.client.rpc("rename_conversation", {
      conversation_id: page.conversation,
      title: "Berths",
    });

    await slowDown(values);
    const first = await ask(page, "Where do guests berth?", say);
    await ask(page, "my name is Marlow", say);
    await leave(page, "explain the tides", say);
    await answered(page, 6);
    say("  reader   (comes back, and reads the whole answer)");
    await stopped(page, "explain the knots", say);
    await bothTabs(page, say);
    await answered(page, 12);
    await rate(page, first, say);
    return await checksOf({ sql, operator, page });
  } finally {
    await sql.end();
  }
}

async function operatorOf(values: StackValues, sql: Sql, email: string) {
  await sql`insert into public.operators (tenant_id, email, role)
    values (${TENANT}, ${email}, 'owner')`;
  return await signInAs(values, sql, email);
}

type Say = (line: string) => void;

/** The offline model says all at once; a real one takes its time by itself. */
async function slowDown({ MODEL_URL }: StackValues): Promise<void> {
  if (new URL(MODEL_URL).hostname !== "127.0.0.1") return;
  await fetch(`${MODEL_URL}/faults`, {
    method: "POST",
    body: JSON.stringify({ kind: "delay", role: "assistant", delay_ms: 40, count: 5 }),
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  });
}

/** Asks, and says the answer sentence by sentence as it comes; its id. */
async function ask(page: Page, text: string, say: Say): Promise<string> {
  say(`  reader ▸ ${text}`);
  let id = "";
  for await (const { event, data } of eventsOf(await page.post(text))) {
    if (event === "delta") say(`         ◂ … ${String(data.text).trim()}`);
    if (event !== "answer") continue;
    const { answer } = told.parse(data);
    id = answer?.id ?? "";
    say(`         ◂ ${answer?.text}${answer?.stopped ? " (stopped)" : ""}`);
  }
  return id;
}

/** Reads the beginning, and closes the tab. */
async function leave(page: Page, text: string, say: Say): Promise<void> {
  say(`  reader ▸ ${text}`);
  for await (const { event } of eventsOf(await page.post(text))) {
    if (event === "open" || event === "delta") break;
  }
  say("  reader   (closes the tab)");
}

/** Reads the first sentence, and has had enough. */
async function stopped(page: Page, text: string, say: Say): Promise<void> {
  say(`  reader ▸ ${text}`);
  let asked = false;
  for await (const { event, data } of eventsOf(await page.post(text))) {
    if (event === "delta") say(`         ◂ … ${String(data.text).trim()}`);
    if (event === "delta" && !asked) {
      asked = true;
      say("  reader   (presses Stop)");
      await page.stop();
    }
    if (event !== "answer") continue;
    const { answer } = told.parse(data);
    say(`         ◂ ${answer?.text ?? "(nothing yet)"}${answer?.stopped ? " (stopped)" : ""}`);
  }
}

/** Two tabs at once, one of which sends its message twice. */
async function bothTabs(page: Page, say: Say): Promise<void> {
  const texts = ["When does the harbour office open?", "Until when is fuel sold?"] as const;
  for (const text of texts) say(`  reader ▸ ${text}   (at once, from two tabs)`);
  const id = randomUUID();
  const answers = await Promise.all([
    page.post(texts[0]),
    page.post(texts[1], { id }),
    page.post(texts[1], { id }),
  ]);
  await Promise.all(answers.map((answer) => answer.text()));
}

async function rate(page: Page, messageId: string, say: Say): Promise<void> {
  const { error } = await page.client.rpc("give_feedback", {
    message_id: messageId,
    rating: "up",
    comment: "Found it at once",
  });
  if (error !== null) throw new Error(`the thumb was not taken: ${error.code}`);
  say("  reader   👍 to the first answer");
}

/** Waits until so many messages stand there and none waits for its answer. */
async function answered(page: Page, count: number): Promise<void> {
  const until = Date.now() + ANSWER_MS_MAX;
  for (;;) {
    const messages = await page.read();
    if (messages.length >= count && messages.at(-1)?.role !== "user") return;
    if (Date.now() > until) throw new Error(`no answer within ${ANSWER_MS_MAX / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
