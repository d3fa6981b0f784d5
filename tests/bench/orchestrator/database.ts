import { readFileSync } from "node:fs";
import type { Sql } from "postgres";
import { z } from "zod";
import { connect, type Plans } from "../plan.ts";

const POPULATION = readFileSync(new URL("population.sql", import.meta.url), "utf8");
const TENANTS = 10;
/** Each person's, as `population.sql` has it. */
export const TEXTS_EACH = 10;
/** More rounds than this, and something is decided again and again. */
const CALLS_MAX = 10_000;

const rows = z.number();
const decided = z.object({ people: z.number(), let_go: z.number() });

export interface Size {
  people: number;
  /** People whose texts one call decides. */
  batch: number;
  /** Texts that are over. */
  history: number;
}

/** A database in which texts wait. Each measure begins with all of them, and resolves to µs a text. */
export interface Waiting {
  updatePlainly(): Promise<number>;
  /** Verdicts alone. */
  decide(): Promise<number>;
  /** As cron does it, until nothing more is due: what is approved becomes messages. */
  process(): Promise<number>;
  /** The plans by which a batch is decided. */
  explain(): Promise<Plans>;
  close(): Promise<void>;
}

export async function openWaiting(url: string, { people, batch, history }: Size): Promise<Waiting> {
  const { sql, explain } = connect(url);
  const texts = people * TEXTS_EACH;
  await sql.unsafe(POPULATION).simple();
  await sql`select bench.load_people(${people}, ${TENANTS})`;
  await sql`select bench.load_past(${people})`;
  if (history > 0) await sql`select bench.load_history(${history}, ${people})`;
  await sql`select bench.load_batches(${people}, ${batch})`;
  await sql`update private.settings set value = ${batch} where name = 'decide_people_max'`;
  await sql`vacuum (analyze)`;
  const timed = async (work: () => Promise<number>) => {
    await startAgain(sql, people);
    const began = performance.now();
    const done = await work();
    const us = ((performance.now() - began) * 1_000) / texts;
    // A number from fewer texts would say nothing.
    if (done !== texts) throw new Error(`${done} of ${texts} texts were decided`);
    return us;
  };
  return {
    updatePlainly: () =>
      timed(async () => {
        let done = 0;
        for (let nth = 0; nth < people / batch; nth += 1) {
          const [row] = await sql`select bench.update_plainly(${nth})::integer as rows`;
          done += rows.parse(row?.rows);
        }
        return done;
      }),
    decide: () =>
      timed(async () => {
        let done = 0;
        for (let nth = 0; nth < people / batch; nth += 1) {
          const [row] = await sql`select bench.decide(${batch})::integer as rows`;
          done += rows.parse(row?.rows);
        }
        return done;
      }),
    process: () =>
      timed(async () => {
        for (let left = CALLS_MAX; left > 0; left -= 1) {
          const [row] = await sql`select worker.process_outbound_messages(bench.at()) as done`;
          const { people: some, let_go: gone } = decided.parse(row?.done);
          if (some === 0 && gone === 0) break;
        }
        const [row] = await sql`select count(*)::integer as rows from public.message_queue q
          where q.id in (select unnest(b.ids) from bench.batches b) and (q.status <> 'queued'
            or q.status_reason is not null) and (q.status <> 'approved'
            or q.delivered_message_id is not null)`;
        return rows.parse(row?.rows);
      }),
    explain: async () => {
      await startAgain(sql, people);
      return await explain(() => sql`select worker.process_outbound_messages(bench.at())`);
    },
    close: () => sql.end(),
  };
}

async function startAgain(sql: Sql, people: number): Promise<void> {
  await sql`select bench.start_again(${people})`;
  // As autovacuum would, which is off while something is timed.
  await sql`vacuum (analyze)`;
}
