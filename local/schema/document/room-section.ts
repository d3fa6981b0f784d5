import { type Awaited, BY_HAND } from "../awaited.ts";
import type { Column, Relation } from "../catalog.ts";
import type { Room } from "../rooms.ts";
import type { ColumnWriters } from "../writers.ts";
import { code } from "./code.ts";
import { type DocumentParts, relationsOf } from "./parts.ts";
import { table } from "./table.ts";

/** A room, its tables and views, and the columns of each table with their writers. */
export function roomSection(parts: DocumentParts, room: Room): string {
  return [
    `### ${room.name}`,
    `${room.sentence} [${room.file}](../supabase/migrations/${room.file})`,
    ...relationsOf(parts.catalog, room).map((relation) => describe(parts, relation)),
  ].join("\n\n");
}

function describe(parts: DocumentParts, relation: Relation): string {
  const name = `${relation.schema}.${relation.name}`;
  const purpose = `**${code([name])}** ${relation.comment ?? ""}`;
  if (relation.kind !== "table") return `${purpose} *${relation.kind}*`;
  const inserters = [...(parts.writers.inserters.get(name) ?? [])].sort();
  const isNoted = relation.columns.some(({ comment }) => comment !== null);
  const rows = relation.columns.map((column) => {
    const cells = [code([column.name]), column.type, writtenBy(parts, name, column, inserters)];
    return isNoted ? [...cells, column.comment ?? ""] : cells;
  });
  const facts = [
    inserters.length === 0 ? "" : `Inserted by ${code(inserters)}.`,
    rowsAwaited(parts.awaited, name),
    relation.partitionBy === null ? "" : `Partitioned by ${relation.partitionBy.toLowerCase()}.`,
  ];
  return `${[purpose, ...facts].filter((fact) => fact !== "").join(" ")}

<details><summary>${relation.columns.length} columns</summary>

${table(["column", "type", "written by", ...(isNoted ? ["note"] : [])], rows)}

</details>`;
}

function rowsAwaited(awaited: Awaited[], relation: string): string {
  const who = awaited.find(({ what }) => what.includes(relation))?.who;
  if (who === undefined) return "";
  return who === BY_HAND ? "Kept by hand, by whoever runs the system." : `Waits for ${who}.`;
}

function writtenBy(
  { writers, awaited }: DocumentParts,
  relation: string,
  column: Column,
  inserters: string[],
): string {
  if (column.generated) return "generated";
  if (column.identity !== null) return "identity";
  const entry = writers.columns.get(`${relation}.${column.name}`);
  const ways = entry === undefined ? [] : waysOf(entry, inserters);
  if (ways.length === 0 && column.default !== null) ways.push("default");
  const own = awaited.find(({ what }) => what.includes(`${relation}.${column.name}`));
  if (own !== undefined) ways.push(own.who === BY_HAND ? "by hand" : `waits for ${own.who}`);
  // Whom the rows of a whole table wait for stands above its columns.
  return ways.length === 0 ? "with its row" : ways.join("; ");
}

function waysOf(entry: ColumnWriters, inserters: string[]): string[] {
  const { inserts, triggers, updates, migrations } = entry;
  const byAll = inserts.size > 0 && inserts.size === inserters.length;
  return [
    byAll ? "insert" : way("insert by", inserts),
    way("trigger", triggers),
    way("update by", updates),
    migrations ? "migrations" : "",
  ].filter((text) => text !== "");
}

function way(verb: string, functions: Set<string>): string {
  return functions.size === 0 ? "" : `${verb} ${code([...functions].sort())}`;
}
