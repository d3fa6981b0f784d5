import type { Goal, Section, Table } from "./bench.ts";

export interface Run {
  /** What it ran on. */
  machine: string;
  /** Of the day, as 2026-11-21. */
  date: string;
  command: string;
  sections: readonly Section[];
}

/** `docs/benchmarks.md`, of one run. `reasons` are by the words of the goal that they are about. */
export function makePage(
  { machine, date, command, sections }: Run,
  reasons: Readonly<Record<string, string>>,
): string {
  const goals = sections.flatMap((section) => section.goals);
  return [
    "# Benchmarks",
    "",
    `Made by \`${command}\` on ${date}. Do not edit: the reasons are in \`tests/bench/reasons.ts\`.`,
    "",
    `Machine: ${machine}.`,
    "",
    "Ratios are to something measured in the same run, round for round; the numbers beside them are medians. " +
      "Numbers of another machine are not these.",
    "",
    ...goalTable(goals, reasons),
    ...sections.flatMap(writeSection),
    "",
  ].join("\n");
}

function goalTable(goals: readonly Goal[], reasons: Readonly<Record<string, string>>): string[] {
  const rows = goals.map(({ what, measured, met }) => [
    what,
    met ? "met" : "**missed**",
    measured,
    reasons[what] ?? "",
  ]);
  return writeRows(["goal", "", "measured", "why"], rows);
}

function writeSection({ title, method, tables }: Section): string[] {
  return [
    "",
    `## ${title}`,
    ...method.flatMap((paragraph) => ["", paragraph]),
    ...tables.flatMap(writeTable),
  ];
}

function writeTable({ title, columns, rows }: Table): string[] {
  return ["", `### ${title}`, "", ...writeRows(columns, rows)];
}

function writeRows(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)];
}
