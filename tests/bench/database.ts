import { readFileSync } from "node:fs";
import postgres, { type Sql } from "postgres";
import { identifier } from "../../local/postgres/quote.ts";
import type { Stack } from "../../local/stack.ts";

const POPULATION = readFileSync(new URL("population.sql", import.meta.url), "utf8");

export interface Population {
  messages: number;
  /** How many of them one person has; everybody else has a hundred. */
  own: number;
}

/** A database of its own beside the stack's, with the same schema, filled. Resolves to its URL. */
export async function makeDatabase(
  stack: Stack,
  name: string,
  { messages, own }: Population,
): Promise<string> {
  const admin = postgres(stack.adminUrl, { max: 1, onnotice() {} });
  await admin.unsafe(`create database ${identifier(name)} template postgres`);
  await admin.end();
  const url = new URL(stack.adminUrl);
  url.pathname = name;
  const one = postgres(url.href, { max: 1, onnotice() {} });
  const other = postgres(url.href, { max: 1, onnotice() {} });
  try {
    await one.unsafe(POPULATION).simple();
    await one`select bench.load_texts(${messages}, ${own})`;
    await one`analyze bench.texts`;
    await one`select bench.load_people()`;
    await Promise.all([load(one, ["messages", "tasks"]), load(other, ["parts", "events"])]);
    await one`vacuum (analyze)`;
  } finally {
    await Promise.all([one.end(), other.end()]);
  }
  return url.href;
}

async function load(sql: Sql, kinds: string[]): Promise<void> {
  for (const kind of kinds) await sql.unsafe(`select bench.load_${kind}()`);
}
