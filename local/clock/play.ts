import type { Sql } from "postgres";
import { z } from "zod";
import { nextDue } from "./schedule.ts";

/** The jobs that can be told what time it is. What else cron.job has is housekeeping. */
const AT: Readonly<Record<string, string>> = {
  "select worker.process_outbound_messages()": "select worker.process_outbound_messages($1)",
  "select worker.process_tasks_batch()": "select worker.process_tasks_batch($1)",
};
/** Even when nothing is known to be due, jobs run after so long. */
const IDLE_MS_MAX = 600_000;
const MOMENTS_MAX = 20_000;

const jobs = z.array(z.object({ schedule: z.string(), command: z.string() })).min(1);
const moment = z.date().nullable();

/** Something that happens once, at its time. */
export interface Happening {
  at: Date;
  happen(): Promise<void>;
}

export interface Play {
  sql: Sql;
  from: Date;
  to: Date;
  happenings: readonly Happening[];
  /** After the jobs of each moment: what waits for a worker is worked off. */
  work(at: Date): Promise<void>;
}

interface Planned {
  statement: string;
  schedule: string;
  due: Date;
}

/**
 * Plays a stretch of time as pg_cron would have lived it: what happens, then the jobs that are due
 * by their schedules in cron.job, then the workers. Moments at which nothing is due are left out.
 *
 * It must lie ahead of the server's own clock: what the engine says is due "now" is then due in it.
 */
export async function play({ sql, from, to, happenings, work }: Play): Promise<void> {
  const plan = await planned(sql, from);
  const ahead = happenings.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  let at = from;
  for (let left = MOMENTS_MAX; at <= to; left -= 1) {
    if (left === 0) throw new Error(`more than ${MOMENTS_MAX} moments, at ${at.toISOString()}`);
    for (; ahead[0] !== undefined && ahead[0].at <= at; ahead.shift()) await ahead[0].happen();
    for (const job of plan) {
      if (job.due > at) continue;
      await sql.unsafe(job.statement, [at]);
      job.due = following(job, at);
    }
    await work(at);
    const next = earliest(await nextWork(sql, at), ahead[0]?.at, later(at, IDLE_MS_MAX));
    // Jobs that would find nothing are passed over: each is next due at its first time after that.
    for (const job of plan) {
      if (job.due < next) job.due = following(job, later(next, -1));
    }
    at = earliest(...plan.map(({ due }) => due));
  }
}

async function planned(sql: Sql, from: Date): Promise<Planned[]> {
  const found = jobs.parse(
    await sql`select schedule, command from cron.job
    where active and command in ${sql(Object.keys(AT))}`,
  );
  return found.map(({ schedule, command }) => {
    const statement = AT[command] ?? command;
    return { statement, schedule, due: following({ schedule }, from) };
  });
}

/** When the next text is looked at, or the next lane is due. */
async function nextWork(sql: Sql, at: Date): Promise<Date | null> {
  const [row] = await sql`select least(
    (select min(q.look_at) from public.message_queue q
      where q.status = 'queued' and q.look_at > ${at}),
    (select min(l.due) from private.lanes l where l.due > ${at})) as due`;
  return moment.parse(row?.due);
}

function following({ schedule }: { schedule: string }, after: Date): Date {
  const due = nextDue(schedule, after);
  if (due === null) throw new Error(`${schedule} is never due`);
  return due;
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

function earliest(...moments: Array<Date | null | undefined>): Date {
  return new Date(Math.min(...moments.map((one) => one?.getTime() ?? Infinity)));
}
