import { readFileSync } from "node:fs";
import postgres, { type Sql } from "postgres";

const POPULATION = readFileSync(new URL("population.sql", import.meta.url), "utf8");

export interface Population {
  messages: number;
  /** How many of them one person has; everybody else has a hundred. */
  own: number;
}

/** Fills a database that has this project's schema. */
export async function populate(url: string, { messages, own }: Population): Promise<void> {
  const one = postgres(url, { max: 1, onnotice() {} });
  const other = postgres(url, { max: 1, onnotice() {} });
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
}

async function load(sql: Sql, kinds: string[]): Promise<void> {
  for (const kind of kinds) await sql.unsafe(`select bench.load_${kind}()`);
}
