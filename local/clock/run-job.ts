import postgres, { type Sql } from "postgres";
import { identifier } from "../postgres/quote.ts";
import { faultLine } from "../stack-fault.ts";

export interface Job {
  jobid: string;
  schedule: string;
  command: string;
  database: string;
  username: string;
}

/** Runs a job once in a session of its own and records how it went in cron.job_run_details. */
export async function runJob(sql: Sql, databaseUrl: string, job: Job): Promise<void> {
  const [run] = await sql<[{ runid: string }]>`
    insert into cron.job_run_details (jobid, database, username, command, status, start_time)
    values (${job.jobid}, ${job.database}, ${job.username}, ${job.command}, 'running',
      clock_timestamp())
    returning runid::text`;
  const session = postgres(databaseUrl, {
    max: 1,
    database: job.database,
    onnotice() {},
    connection: { application_name: "pg_cron" },
  });
  let outcome: { status: "succeeded" | "failed"; message: string };
  try {
    await session.unsafe(`set session authorization ${identifier(job.username)}`);
    outcome = { status: "succeeded", message: tag(await session.unsafe(job.command)) };
  } catch (error) {
    outcome = { status: "failed", message: `ERROR: ${faultLine(error)}` };
  } finally {
    await session.end({ timeout: 1 });
  }
  await sql`
    update cron.job_run_details
    set status = ${outcome.status}, return_message = ${outcome.message},
      end_time = clock_timestamp()
    where runid = ${run.runid}`;
}

/** What pg_cron keeps of a result: the number of rows, or the command's tag. */
function tag(result: postgres.RowList<postgres.Row[]>): string {
  // Several statements give several results; the last one counts.
  const last: unknown = Array.isArray(result.at(-1)) ? result.at(-1) : result;
  const { command, count } = Object(last);
  if (command !== "SELECT") return `${command} ${count ?? ""}`.trim();
  return count === 1 ? "1 row" : `${count} rows`;
}
