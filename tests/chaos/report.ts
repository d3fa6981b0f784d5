import type { ChaosReport } from "./chaos.ts";

const NAME_WIDTH = 36;
const VIOLATIONS_SHOWN_MAX = 30;

/** The run as one table, and what was wrong with it, to be printed. */
export function reportLines(report: ChaosReport): string[] {
  const { options, struck, counts, reasons, recoveredMs, violations } = report;
  const faults = Object.entries(struck).toSorted(([a], [b]) => a.localeCompare(b));
  const recovered = recoveredMs === null ? "never" : `${seconds(Math.max(0, recoveredMs))}`;
  return [
    `seed ${options.seed}, ${options.texts} texts, ${options.people} people; what is drawn is the seed's, when it happens is not`,
    "",
    row("fault", "struck"),
    ...faults.map(([name, times]) => row(name, times)),
    "",
    row("texts acknowledged", `${counts.acknowledged} of ${counts.texts}`),
    row("turns", counts.turns),
    row("texts out", counts.texts_out),
    row("credit bookings", counts.bookings),
    row("deadlocks", counts.deadlocks),
    ...Object.entries(reasons).map(([reason, times]) => row(reason, times)),
    row("last fault to quiet", recovered),
    row("whole run", seconds(report.seconds * 1000)),
    row("violations", violations.length),
    ...wrong(report),
  ];
}

function wrong({ options, violations, traces, logFolder }: ChaosReport): string[] {
  if (violations.length === 0) return [];
  const shown = violations.slice(0, VIOLATIONS_SHOWN_MAX);
  return [
    "",
    `seed ${options.seed}: ${violations.length} violations`,
    ...shown.map((one) => `  ${one.check}: ${one.what}`),
    ...traces,
    ...(logFolder === null ? [] : [`logs: ${logFolder}`]),
  ];
}

function row(name: string, value: string | number): string {
  return `${name.padEnd(NAME_WIDTH)}${String(value).padStart(12)}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
