import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { type Database, isLost } from "./database.ts";
import type { TriedBooking } from "./evidence.ts";
import type { Booking } from "./plan.ts";

const UNIQUE_VIOLATION = "23505";
const CHECK_VIOLATION = "23514";
/** Longer than a restart takes. */
const ASK_MS_MAX = 60_000;
const PAUSE_MS = 100;

type Told = "booked" | "refused" | "unknown";

/**
 * Books credits for one person, as often and as carelessly as was planned, and says what we were
 * told. A lost answer is asked for again under the same key, which is what the key is for.
 */
export async function bookCredits(
  database: Database,
  booking: Booking,
  user: { id: string; tenant: string },
): Promise<TriedBooking> {
  const { key, person, amount, copies, later, killed } = booking;
  const insert = (sql: Sql) => sql`insert into public.credit_events (tenant_id, user_id, event_type,
      amount, reference_type, reference_id, idempotency_key, processed)
    values (${user.tenant}, ${user.id}, ${amount > 0 ? "answer" : "spend"}, ${amount}, 'user',
      ${user.id}, ${key}, ${!later})`;
  if (killed) {
    await killBeforeCommit(database, insert);
    return { key, person, amount, outcome: "killed" };
  }
  const end = performance.now() + ASK_MS_MAX;
  let outcome: Told = "unknown";
  while (outcome === "unknown" && performance.now() < end) {
    const told = await Promise.all(
      Array.from({ length: copies }, () => tell(() => database.once(insert))),
    );
    if (told.includes("booked")) outcome = "booked";
    else if (!told.includes("unknown")) outcome = "refused";
    else await sleep(PAUSE_MS);
  }
  if (later && outcome === "booked") {
    await database.patiently(
      (sql) => sql`update public.credit_events set processed = true
        where tenant_id = ${user.tenant} and idempotency_key = ${key} and not processed`,
    );
  }
  return { key, person, amount, outcome };
}

/** A reason that is in the ledger already has been booked. */
async function tell(act: () => Promise<unknown>): Promise<Told> {
  try {
    await act();
    return "booked";
  } catch (error) {
    if (isLost(error)) return "unknown";
    if (!(error instanceof postgres.PostgresError)) throw error;
    if (error.code === UNIQUE_VIOLATION) return "booked";
    if (error.code === CHECK_VIOLATION) return "refused";
    throw error;
  }
}

/** Its session is gone between the last statement and the commit. */
async function killBeforeCommit(
  database: Database,
  insert: (sql: Sql) => Promise<unknown>,
): Promise<void> {
  try {
    await database.once(async (sql) => {
      await sql`begin`;
      await insert(sql);
      await sql`select pg_terminate_backend(pg_backend_pid())`;
    });
  } catch (error) {
    const refused = error instanceof postgres.PostgresError && error.code === CHECK_VIOLATION;
    if (!refused && !isLost(error)) throw error;
    return;
  }
  throw new Error("a transaction outlived its own session");
}
