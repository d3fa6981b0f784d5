import type { Comparison } from "./compare.ts";
import type { Plans } from "./plan.ts";

export interface Line {
  what: string;
  comparison: Comparison;
  /** Of the measured side, and the pages that the other one looked at. */
  plans?: Plans;
  baselinePages?: number;
}

const NAME_WIDTH = 44;
const COLUMN_WIDTH = 11;
const LINE_WIDTH = 100;

/** One measure's table: what was compared, how it stands to its goal, and by which indexes. */
export function printTable(
  title: string,
  columns: [baseline: string, measured: string],
  goal: number,
  lines: Line[],
  say: (line: string) => void,
): void {
  say(`\n${title}; goal ≤ ${goal}×`);
  const heads = [...columns, "ratio"].map((head) => head.padStart(COLUMN_WIDTH)).join("");
  say(`${"".padEnd(NAME_WIDTH)}${heads}  half of the rounds`);
  for (const { what, comparison, plans, baselinePages } of lines) {
    const { baseline, measured, ratio, spread } = comparison;
    const cells = [milliseconds(baseline), milliseconds(measured), times(ratio)];
    const verdict = ratio <= goal ? "met" : "MISSED";
    say(
      `${what.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(COLUMN_WIDTH)).join("")}` +
        `  ${spread.map(times).join(" to ")}  ${verdict}`,
    );
    if (plans === undefined) continue;
    const pages = `${baselinePages} and ${plans.pages} pages`;
    for (const line of wrap(`${pages}, by ${plans.indexes.join(", ") || "no index"}`)) {
      say(`    ${line}`);
    }
    for (const flag of plans.flags) say(`    !! ${flag}`);
  }
}

function wrap(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last.length + word.length > LINE_WIDTH - 8) lines.push(`  ${word}`);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}

function milliseconds(us: number): string {
  return `${(us / 1000).toFixed(3)} ms`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}
