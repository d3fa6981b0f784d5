/** Postgres's `log_line_prefix`: when, process, role, SQLSTATE, application. */
export const LOG_LINE_PREFIX = "%m [%p] %u %e %a ";

const REFUSED = /^\S+ \S+ \S+ \[\d+\] (\S+) (\w{5}) ([^:\n]*?) ?ERROR: /gm;
/** The role of everything that comes through the Data API, and the application of cron's jobs. */
const FUNCTIONS = "local_gateway";
const JOBS = "pg_cron";

/** How often the database refused the functions or a job something, by SQLSTATE. */
export function refusalsOf(log: string): Record<string, number> {
  const times: Record<string, number> = {};
  for (const [, role, sqlstate = "", application] of log.matchAll(REFUSED)) {
    if (role !== FUNCTIONS && application !== JOBS) continue;
    times[sqlstate] = (times[sqlstate] ?? 0) + 1;
  }
  return times;
}
