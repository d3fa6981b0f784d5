import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { z } from "zod";
import type { RunningPart } from "../parts/run-part.ts";
import { faultLine } from "../stack-fault.ts";
import type { clockConfig } from "./config.ts";
import { type Job, runJob } from "./run-job.ts";
import { nextDue } from "./schedule.ts";

/** pg_cron looks once a second; half of that keeps '1 second' jobs from slipping. */
const TICK_MS = 500;
/** pg_cron's `cron.max_running_jobs`. */
const RUNNING_MAX = 32;
const RECONNECT_MS = 100;

interface Planned {
  schedule: string;
  due: Date | null;
}

/**
 * pg_cron's launcher: starts each active job of cron.job when it is due, as the role that scheduled
 * it, never twice at once: a job that is due while it runs starts again when it has ended.
 */
export async function runClock({ databaseUrl }: z.infer<typeof clockConfig>): Promise<RunningPart> {
  const sql = postgres(databaseUrl, {
    max: 2,
    onnotice() {},
    connection: { application_name: "pg_cron launcher" },
    backoff: () => RECONNECT_MS / 1000,
  });
  await sql`
    update cron.job_run_details
    set status = 'failed', return_message = 'server restarted', end_time = now()
    where status in ('starting', 'running')`;

  const plan = new Map<string, Planned>();
  const running = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const ticking = tickUntilStopped();
  return {
    close: async () => {
      stopping.abort();
      await ticking;
      await Promise.race([Promise.all(running.values()), sleep(TICK_MS)]);
      await sql.end({ timeout: 1 });
    },
  };

  async function tickUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      // The server restarts, or is gone for good, which the supervisor sees as well.
      await tick(new Date()).catch(complain);
      await sleep(TICK_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  async function tick(now: Date): Promise<void> {
    const jobs = await sql<Job[]>`
      select jobid::text, schedule, command, database, username from cron.job where active`;
    for (const gone of plan.keys()) {
      if (!jobs.some((job) => job.jobid === gone)) plan.delete(gone);
    }
    for (const job of jobs) {
      const planned = plan.get(job.jobid);
      if (planned?.schedule !== job.schedule) {
        plan.set(job.jobid, { schedule: job.schedule, due: due(job, now) });
      } else if (planned.due !== null && planned.due <= now && mayStart(job)) {
        planned.due = due(job, now);
        start(job);
      }
    }
  }

  function mayStart(job: Job): boolean {
    return !running.has(job.jobid) && running.size < RUNNING_MAX;
  }

  function start(job: Job): void {
    const run = runJob(sql, databaseUrl, job)
      .catch(complain)
      .finally(() => running.delete(job.jobid));
    running.set(job.jobid, run);
  }
}

/** A schedule that cannot be read never becomes due; why is in the log. */
function due(job: Job, now: Date): Date | null {
  try {
    return nextDue(job.schedule, now);
  } catch (error) {
    complain(error);
    return null;
  }
}

function complain(error: unknown): void {
  process.stderr.write(`clock: ${faultLine(error)}\n`);
}
