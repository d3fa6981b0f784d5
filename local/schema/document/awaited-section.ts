import { BY_HAND } from "../awaited.ts";
import { code } from "./code.ts";
import type { DocumentParts } from "./parts.ts";
import { table } from "./table.ts";

/** The tables and columns that no function writes yet, and who will. */
export function awaitedSection({ awaited }: DocumentParts): string {
  const rows = awaited
    .filter(({ who }) => who !== BY_HAND)
    .map(({ who, what }) => [who, code(what)]);
  const byHand = awaited.filter(({ who }) => who === BY_HAND).flatMap(({ what }) => what);
  return `## What waits for its writer

No function writes these yet. A whole table waits where none inserts a row of it; \`seed.sql\` is a demo, and does not count. The check fails
on an entry that is written by now, and on a column with neither a writer nor an entry: a constant default is no writer. Who *reads* a
column is not derived here.

${table(["who will write", "what"], rows)}

Whoever runs the system keeps these by hand, in SQL: ${code(byHand)}.`;
}
