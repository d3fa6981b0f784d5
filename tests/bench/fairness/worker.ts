import { setTimeout as sleep } from "node:timers/promises";
import { claim, finish, type Turn } from "../engine/claimer.ts";
import { connectWorker } from "../engine/connect.ts";

/** Lanes that one works on at once, and what each turn takes besides the database. */
const LANES = 4;
const HANDLER_MS = 2;
/** An idle one looks again: in place of the ring. */
const LOOK_EVERY_MS = 5;

/**
 * Works as a drain does: each turn ends by itself, and its place is filled by the next claim.
 * Resolves to how to stop it.
 */
export async function startWorker(url: string, started: (turn: Turn) => void) {
  const sql = connectWorker(url);
  await sql`select 1`;
  const stopping = new AbortController();
  const active = new Set<Promise<void>>();
  const turn = async (claimed: Turn) => {
    started(claimed);
    await sleep(HANDLER_MS);
    await finish(sql, [claimed.lease]);
  };
  const run = async () => {
    while (!stopping.signal.aborted) {
      const turns = active.size < LANES ? await claim(sql, LANES - active.size) : [];
      for (const claimed of turns) {
        const done = turn(claimed).finally(() => active.delete(done));
        active.add(done);
      }
      if (active.size > 0) await Promise.race(active);
      else await sleep(LOOK_EVERY_MS);
    }
    await Promise.all(active);
  };
  const running = run();
  return async () => {
    stopping.abort();
    await running;
    await sql.end();
  };
}
