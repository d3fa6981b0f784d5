import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { type Stack, startStack } from "../../../local/stack.ts";

export interface OwnDatabase {
  /** For connections beside `sql`. */
  url: string;
  /** As many connections as were asked for, all of them open: what is asked at once runs at once. */
  sql: Sql;
  /** Deadlocks there have been. Closes `sql`: a connection reports what it met when it ends. */
  deadlocks(): Promise<number>;
  stop(): Promise<void>;
}

/** A database of one test file's own, with the seed. */
export async function ownDatabase(connections: number): Promise<OwnDatabase> {
  const stack = await startStack({ dbOnly: true });
  const sql = postgres(stack.values.DB_URL, { max: connections, onnotice() {} });
  const reserved = await Promise.all(Array.from({ length: connections }, () => sql.reserve()));
  for (const connection of reserved) connection.release();
  return {
    url: stack.values.DB_URL,
    sql,
    deadlocks: () => deadlocks(stack, sql),
    stop: async () => {
      await sql.end();
      await stack.stop();
    },
  };
}

async function deadlocks(stack: Stack, sql: Sql): Promise<number> {
  await sql.end();
  const watcher = postgres(stack.values.DB_URL, { max: 1, onnotice() {} });
  try {
    const [row] = await watcher`select deadlocks::integer from pg_stat_database
      where datname = current_database()`;
    return z.number().parse(row?.deadlocks);
  } finally {
    await watcher.end();
  }
}
