import type { Check } from "./checks.ts";
import type { Played } from "./play.ts";

const COLUMNS = ["burst", "ring", "claim", "model", "finish", "send", "delivered"] as const;

/** The table of hops and the checks, as lines. */
export function report({ acks, hops, checks }: Played): string[] {
  const slowest = Math.max(...acks).toFixed(0);
  const header = ["who", "texts", ...COLUMNS];
  const rows = hops.map((turn) => [
    turn.who,
    String(turn.texts),
    ...COLUMNS.map((column) => turn[column]?.toFixed(0) ?? "–"),
  ]);
  const widths = header.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ");
  return [
    `webhook ack: ${(acks.reduce((a, b) => a + b, 0) / acks.length).toFixed(0)} ms mean, ${slowest} ms at most`,
    "each answer's way, in milliseconds (burst: waiting for more; ring runs beside it)",
    "",
    line(header),
    ...rows.map(line),
    "",
    ...checkLines(checks),
  ];
}

export function checkLines(checks: Check[]): string[] {
  return checks.map((check) => `${check.holds ? "✓" : "✗"} ${check.claim}: ${check.figure}`);
}
