import type { Goal, Table } from "../bench.ts";
import type { Comparison } from "../compare.ts";
import type { Plans } from "../plan.ts";
import { times } from "../text.ts";

/** One comparison, and by which plans its measured side was run. */
export interface Line {
  what: string;
  comparison: Comparison;
  plans?: Plans;
  /** Pages that the other side looked at. */
  baselinePages?: number;
}

/** One measure's table, and whether each of its lines reaches the goal. */
export function tableOf(
  title: string,
  columns: [baseline: string, measured: string],
  goal: number,
  lines: readonly Line[],
): { table: Table; goal: Goal } {
  const missed = lines.filter(({ comparison }) => comparison.ratio > goal);
  const worst = lines.reduce((one, other) =>
    other.comparison.ratio > one.comparison.ratio ? other : one,
  );
  return {
    table: {
      title: `${title}; goal ≤ ${goal}×`,
      columns: ["", ...columns, "ratio", "half of the rounds", "goal", "pages", "indexes"],
      rows: lines.map((line) => cellsOf(line, goal)),
    },
    goal: {
      what: `${title}: each ≤ ${goal}×`,
      measured:
        missed.length === 0
          ? `all ${lines.length}; the most ${times(worst.comparison.ratio)} (${worst.what})`
          : missed.map(({ what, comparison }) => `${times(comparison.ratio)} ${what}`).join("; "),
      met: missed.length === 0,
    },
  };
}

function cellsOf({ what, comparison, plans, baselinePages }: Line, goal: number): string[] {
  const { baseline, measured, ratio, spread } = comparison;
  return [
    what,
    milliseconds(baseline),
    milliseconds(measured),
    times(ratio),
    spread.map(times).join(" to "),
    ratio <= goal ? "met" : "missed",
    plans === undefined ? "" : `${baselinePages} and ${plans.pages}`,
    plans === undefined ? "" : [...plans.flags, ...plans.indexes].join(", ") || "none",
  ];
}

function milliseconds(us: number): string {
  return `${(us / 1000).toFixed(3)} ms`;
}
