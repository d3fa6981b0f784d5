import type { Awaited } from "./awaited.ts";
import type { Catalog, Column, Relation } from "./catalog.ts";
import { isWritten, type Writers } from "./writers.ts";

/** Who is awaited to write a column, by an entry of its own or of its table; null when nobody is. */
export function whoIsAwaited(awaited: Awaited[], relation: string, column: string): string | null {
  const own = awaited.find(({ what }) => what.includes(`${relation}.${column}`));
  return (own ?? awaited.find(({ what }) => what.includes(relation)))?.who ?? null;
}

/** The columns that nobody writes or will write, and the entries of `awaited` that hold no longer. */
export function findWriterFaults(catalog: Catalog, writers: Writers, awaited: Awaited[]): string[] {
  return [
    ...catalog.relations
      .filter((relation) => relation.kind === "table" && relation.partitionOf === null)
      .flatMap((relation) => {
        const name = `${relation.schema}.${relation.name}`;
        return relation.columns
          .filter((column) => !makesItself(relation, column))
          .filter((column) => !isWritten(writers.columns.get(`${name}.${column.name}`)))
          .filter((column) => whoIsAwaited(awaited, name, column.name) === null)
          .map((column) => `${name}.${column.name} has no writer: local/schema/awaited.ts`);
      }),
    ...awaited.flatMap(({ who, what, partly = false }) =>
      what.flatMap((name) =>
        staleness(name, writers, partly).map((why) => `${who}: ${name} ${why}`),
      ),
    ),
  ];
}

/** A constant default is no writer: a column that always holds it says nothing. */
function makesItself({ constraints }: Relation, { name, ...column }: Column): boolean {
  const isKey = constraints.some(({ kind, columns }) => kind === "p" && columns.includes(name));
  const isComputed = column.default?.includes("(") ?? false;
  const isFilled = column.generated || column.identity !== null || isComputed;
  return isFilled || (isKey && column.default !== null);
}

/** Why an entry of `awaited` should go; nothing when it holds. */
function staleness(name: string, { columns, inserters }: Writers, partly: boolean): string[] {
  const rows = inserters.get(name);
  if (rows !== undefined) {
    return rows.size > 0 ? [`is written by ${[...rows].join(", ")}: local/schema/awaited.ts`] : [];
  }
  const column = columns.get(name);
  if (column === undefined) return ["does not exist: local/schema/awaited.ts"];
  const by = [...column.inserts, ...column.updates, ...column.triggers];
  return by.length > 0 && !partly
    ? [`is written by ${by.join(", ")}: local/schema/awaited.ts`]
    : [];
}
