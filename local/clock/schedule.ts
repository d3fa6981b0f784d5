import { Cron } from "croner";

const SECONDS = /^\s*([1-9]|[1-5][0-9]) seconds?\s*$/i;

/**
 * When a schedule of pg_cron is next due, after `from`: `'N seconds'` (1–59) counts from the last
 * start, five fields are read in UTC. Null when never. Throws when it is no schedule.
 */
export function nextDue(schedule: string, from: Date): Date | null {
  const seconds = SECONDS.exec(schedule)?.[1];
  if (seconds !== undefined) return new Date(from.getTime() + Number(seconds) * 1000);
  // pg_cron writes the last day of the month as $.
  const pattern = schedule.trim().replaceAll("$", "L");
  return new Cron(pattern, { mode: "5-part", timezone: "UTC" }).nextRun(from);
}
