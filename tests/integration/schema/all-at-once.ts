import postgres, { type Sql, type TransactionSql } from "postgres";
import { expect } from "vitest";

/** "done", or the SQLSTATE with which it was refused. */
export type Outcome = string;

/**
 * Begins `acts` while a transaction holds what `lock` locks, lets go once each of them waits for a
 * lock, and says how each ended. So they truly meet, however slow the machine is.
 */
export async function allAtOnce(
  sql: Sql,
  lock: (tx: TransactionSql) => Promise<unknown>,
  acts: ReadonlyArray<() => Promise<unknown>>,
): Promise<Outcome[]> {
  const { begun } = await sql.begin(async (tx) => {
    await lock(tx);
    const begun = Promise.all(acts.map(outcomeOf));
    await expect.poll(() => waiting(tx), { timeout: 30_000 }).toBe(acts.length);
    // Wrapped, or the transaction would wait for those who wait for it.
    return { begun };
  });
  return begun;
}

/** Any error that is not the database's own refusal is thrown on. */
export async function outcomeOf(act: () => Promise<unknown>): Promise<Outcome> {
  try {
    await act();
    return "done";
  } catch (error) {
    if (error instanceof postgres.PostgresError) return error.code;
    throw error;
  }
}

async function waiting(tx: TransactionSql): Promise<number> {
  const [row] = await tx`select count(*)::integer as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return Number(row?.waiting);
}
