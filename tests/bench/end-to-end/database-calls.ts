import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Load } from "./load.ts";
import { measure } from "./measure.ts";
import type { BenchStack } from "./stack.ts";

/** A backend that has nothing to do tells its counts after 10 s at the latest. */
const TOLD_MS_MAX = 15_000;
const LOOK_EVERY_MS = 100;

/** One function of the database, for one text. Milliseconds of elapsed time, waits included. */
export interface DatabaseCall {
  name: string;
  calls: number;
  /** Without the functions that it calls, and with them. */
  selfMs: number;
  totalMs: number;
}

/** Plays a load while Postgres counts its functions, which costs time of its own. */
export async function databaseCalls(bench: BenchStack, load: Load): Promise<DatabaseCall[]> {
  const { sql } = bench;
  await sql`alter system set track_functions = 'all'`;
  await sql`select pg_reload_conf()`;
  try {
    await sql`select pg_stat_reset()`;
    const { texts } = await measure(bench, load);
    return await counted(sql, texts.length);
  } finally {
    await sql`alter system reset track_functions`;
    await sql`select pg_reload_conf()`;
  }
}

/** The dearest first, once the first and the last call of every text are among them. */
async function counted(sql: Sql, texts: number): Promise<DatabaseCall[]> {
  const until = performance.now() + TOLD_MS_MAX;
  for (;;) {
    const calls = await sql<DatabaseCall[]>`
      select schemaname || '.' || funcname as name, sum(calls)::float8 / ${texts}::float8 as calls,
        sum(self_time) / ${texts}::float8 as "selfMs",
        sum(total_time) / ${texts}::float8 as "totalMs"
      from pg_stat_user_functions group by 1 order by sum(self_time) desc`;
    const told = (name: string) => (calls.find((call) => call.name === name)?.calls ?? 0) >= 1;
    if (told("worker.receive_sms") && told("worker.receive_status")) return calls;
    if (performance.now() > until) return calls;
    await wait(LOOK_EVERY_MS);
  }
}
