import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { Page } from "../../chat/page.ts";
import { signInAs } from "../../chat/sign-in.ts";
import type { StackValues } from "../../stack-values.ts";
import type { Check } from "../checks.ts";
import { checksOf } from "./checks.ts";
import { Reader } from "./reader.ts";

/** Harbor Desk of supabase/seed.sql. */
export const TENANT = "00000000-0000-4000-8000-000000000002";
const HOUSE = {
  tenant_id: TENANT,
  tone: "Warm and brief",
  knowledge:
    "The harbour office opens at nine. Guests berth at the east dock. Fuel is sold until sunset.",
  link_hosts: ["harbor-desk.example"],
};
const FETCH_MS_MAX = 30_000;

/**
 * The story of an assistant, played as a browser would: its operator says what it knows, a reader
 * asks, leaves in the middle, stops, writes from two tabs, rates, writes too fast and more than a day
 * has; then its operator reads what it came to, and that is counted again.
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
    say(`operator ▸ tells it how to speak (${HOUSE.tone.toLowerCase()}), and what it knows:`);
    say(`           ${HOUSE.knowledge}\n`);
    const client = await signInAs(values, sql, await personOf(sql, `reader.${name}`));
    const reader = new Reader(await Page.open(values, client), say);
    const { page } = reader;
    await client.rpc("rename_conversation", {
      conversation_id: page.conversation,
      title: "Berths",
    });

    await slowDown(values);
    const first = await reader.ask("Where do guests berth?");
    await reader.rate(first, "up", "Found it at once");
    const second = await reader.ask("my name is Marlow");
    await reader.rate(second, "down");
    await reader.unrate(second);
    await reader.leave("explain the tides");
    const third = await reader.stop("explain the knots");
    await reader.rate(third, "down", "Too long");
    await reader.fromTwoTabs("When does the harbour office open?", "Until when is fuel sold?");

    const later = new Reader(await Page.open(values, client), say);
    const tooFast = await limited(sql, { chat_minute_max: 1 }, () => later.tooFast("And then?"));
    say("\n         (their day's budget is spent)");
    const spent = { user_day_budget_micro_usd: 0 };
    await limited(sql, spent, () => later.ask("Where do guests berth?"));
    return await checksOf({ sql, operator, page, later: later.page, tooFast, say });
  } finally {
    await sql.end();
  }
}

async function operatorOf(values: StackValues, sql: Sql, email: string) {
  await sql`insert into public.operators (tenant_id, email, role)
    values (${TENANT}, ${email}, 'owner')`;
  return await signInAs(values, sql, email);
}

async function personOf(sql: Sql, name: string): Promise<string> {
  const email = `${name}@centaur.example`;
  await sql`insert into public.users (tenant_id, email, email_verified)
    values (${TENANT}, ${email}, true)`;
  return email;
}

/** What is done while the tenant has these settings. */
async function limited<Value>(
  sql: Sql,
  settings: Record<string, number>,
  act: () => Promise<Value>,
): Promise<Value> {
  const [before] = await sql<{ settings: Record<string, number> }[]>`
    select settings from public.tenants where id = ${TENANT}`;
  await sql`update public.tenants set settings = settings || ${sql.json(settings)}
    where id = ${TENANT}`;
  try {
    return await act();
  } finally {
    await sql`update public.tenants set settings = ${sql.json(before?.settings ?? {})}
      where id = ${TENANT}`;
  }
}

/** The offline model says all at once; a real one takes its time by itself. */
async function slowDown({ MODEL_URL }: StackValues): Promise<void> {
  if (new URL(MODEL_URL).hostname !== "127.0.0.1") return;
  await fetch(`${MODEL_URL}/faults`, {
    method: "POST",
    body: JSON.stringify({ kind: "delay", role: "assistant", delay_ms: 40, count: 5 }),
    signal: AbortSignal.timeout(FETCH_MS_MAX),
  });
}
