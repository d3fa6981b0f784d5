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
    const early: Outcome[] = [];
    const begun = Promise.all(
      acts.map(async (act) => {
        const outcome = await outcomeOf(act);
        early.push(outcome);
        return outcome;
      }),
    );
    await expect
      .poll(async () => (await waiting(tx)) + early.length, { timeout: 30_000 })
      .toBe(acts.length);
    expect(early).toEqual([]);
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

/** How many wait for a lock. Of pg_locks, since a transaction sees pg_stat_activity as it began. */
export async function waiting(tx: Sql | TransactionSql): Promise<number> {
  const [row] = await tx`select count(distinct pid)::integer as waiting from pg_locks
    where not granted`;
  return Number(row?.waiting);
}
