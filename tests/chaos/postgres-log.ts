/** Postgres's `log_line_prefix`: when, process, role, SQLSTATE. */
export const LOG_LINE_PREFIX = "%m [%p] %u %e ";

/** The role of everything that comes through the Data API: the functions. */
const REFUSED = /^\S+ \S+ \S+ \[\d+\] local_gateway (\w{5}) ERROR: /gm;

/** How often the database refused the functions something, by SQLSTATE. */
export function refusalsOf(log: string): Record<string, number> {
  const times: Record<string, number> = {};
  for (const [, sqlstate = ""] of log.matchAll(REFUSED)) {
    times[sqlstate] = (times[sqlstate] ?? 0) + 1;
  }
  return times;
}
