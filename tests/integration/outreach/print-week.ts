import type { Told, Week } from "./live-week.ts";

/** The week as a table: what left, when, and of the rest what the queue says. */
export function printWeek({ told, there }: Week): string {
  const sorted = told.toSorted(
    (a, b) => momentOf(a).toMillis() - momentOf(b).toMillis() || (a.place ?? -1) - (b.place ?? -1),
  );
  const rows = sorted.map((one) => [
    String(one.nth),
    there(one.wishedAt).toFormat("ccc HH:mm"),
    one.leftAt === null ? "-" : there(one.leftAt).toFormat("ccc HH:mm:ss ZZZZ"),
    one.wish.priority,
    one.wish.agent,
    [
      one.wish.subject,
      one.wish.sequence && `${one.wish.sequence.name} ${one.wish.sequence.position}`,
      one.wish.stale && `${one.wish.stale} h`,
    ]
      .filter(Boolean)
      .join(", "),
    one.said,
  ]);
  const widths = (rows[0] ?? []).map((_, nth) =>
    Math.max(...rows.map((row) => row[nth]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, nth) => cell.padEnd(widths[nth] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function momentOf({ leftAt, wishedAt }: Told) {
  return leftAt ?? wishedAt;
}
