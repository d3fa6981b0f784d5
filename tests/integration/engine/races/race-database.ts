import postgres, { type Sql } from "postgres";
import { type OwnDatabase, ownDatabase } from "../../schema/own-database.ts";
import { type StopPoints, stopPoints } from "./stop-points.ts";

const ACTS_AT_ONCE = 4;
/** The gates' keeper, and who looks how the acts stand. */
const WATCHERS = 2;

export interface RaceDatabase extends OwnDatabase, StopPoints {
  /** Of the test itself; open until `stop`, also when the acts' connections are closed. */
  watch: Sql;
  /** Nobody has texted, nothing waits, every bell is down. */
  clear(): Promise<void>;
}

/** A database of one test file's own, in which acts can be stopped where two may meet. */
export async function raceDatabase(): Promise<RaceDatabase> {
  const db = await ownDatabase(ACTS_AT_ONCE);
  const watch = postgres(db.url, { max: WATCHERS, onnotice() {} });
  // Hundreds of races, with somebody new in each: a number's pace and a tenant's caps are none of
  // theirs.
  await watch`update public.senders set segments_per_second = 1000000`;
  await watch`update public.tenants set settings = '{"new_numbers_an_hour_max": 1000000}'`;
  const points = await stopPoints(db.sql, watch);
  return {
    ...db,
    ...points,
    watch,
    clear: async () => {
      // Rows, and not the tables: to truncate them takes longer than a race.
      await watch.begin((tx) => [
        tx`delete from public.conversations`,
        tx`delete from public.agent_tasks`,
        tx`delete from public.event_dead_letters`,
        tx`delete from public.events`,
        tx`delete from private.lanes`,
        tx`update private.bells set pending = false`,
      ]);
    },
    stop: async () => {
      await points.leave();
      await watch.end();
      await db.stop();
    },
  };
}
