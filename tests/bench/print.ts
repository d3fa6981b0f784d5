import type { Section, Table } from "./bench.ts";

/** A section as a terminal shows it, line by line. */
export function printSection({ title, method, tables, goals }: Section): string[] {
  return [
    `# ${title}`,
    ...method.flatMap((paragraph) => ["", paragraph]),
    ...tables.flatMap(printTable),
    "",
    ...goals.map(({ what, measured, met }) => `${met ? "met   " : "MISSED"}  ${what}: ${measured}`),
  ];
}

function printTable({ title, columns, rows }: Table): string[] {
  const widths = columns.map((column, nth) =>
    Math.max(column.length, ...rows.map((row) => row[nth]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, nth) => cell.padEnd(widths[nth] ?? 0))
      .join("  ")
      .trimEnd();
  return ["", `## ${title}`, line(columns), ...rows.map(line)];
}
