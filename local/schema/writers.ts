import type { Catalog, Routine } from "./catalog.ts";
import type { Room } from "./rooms.ts";
import { type Write, writesOfRoutine } from "./writes.ts";

/** Who writes a column. Functions by name, those of `private` without their schema. */
export interface ColumnWriters {
  inserts: Set<string>;
  updates: Set<string>;
  /** Trigger functions that set it in NEW before the row is stored. */
  triggers: Set<string>;
  /** Rows that the migrations bring along. Those of seed.sql are a demo, and do not count. */
  migrations: boolean;
}

export interface Writers {
  /** By `schema.table.column`; each column of each table is there. */
  columns: Map<string, ColumnWriters>;
  /** By `schema.table`: the functions that insert a row. */
  inserters: Map<string, Set<string>>;
}

/** The writers of every column, from what the functions and migrations say they write. */
export function findWriters(catalog: Catalog, rooms: Room[]): Writers {
  const writers = emptyWriters(catalog);
  const record = (writes: Write[], note: (column: ColumnWriters, how: Write["how"]) => void) => {
    for (const { relation, column, how } of writes) {
      for (const name of column === null ? columnsOf(catalog, relation) : [column]) {
        const entry = writers.columns.get(`${relation}.${name}`);
        if (entry !== undefined) note(entry, how);
      }
    }
  };
  for (const routine of catalog.routines) {
    const label = labelOf(routine);
    const { writes, newColumns } = writesOfRoutine(routine);
    record(writes, (column, how) => column[`${how}s`].add(label));
    for (const { relation, how } of writes) {
      if (how === "insert") writers.inserters.get(relation)?.add(label);
    }
    const assigned = tablesWithTrigger(catalog, routine).flatMap((relation) =>
      newColumns.map((column): Write => ({ relation, column, how: "update" })),
    );
    record(assigned, (column) => column.triggers.add(label));
  }
  record(
    rooms.flatMap((room) => room.writes),
    (column) => {
      column.migrations = true;
    },
  );
  return writers;
}

/** Whether a function or a migration writes it. */
export function isWritten(column: ColumnWriters | undefined): boolean {
  if (column === undefined) return false;
  const { inserts, updates, triggers, migrations } = column;
  return inserts.size + updates.size + triggers.size > 0 || migrations;
}

function emptyWriters({ relations }: Catalog): Writers {
  const writers: Writers = { columns: new Map(), inserters: new Map() };
  for (const relation of relations) {
    const name = `${relation.schema}.${relation.name}`;
    writers.inserters.set(name, new Set());
    for (const column of relation.columns) {
      writers.columns.set(`${name}.${column.name}`, {
        inserts: new Set(),
        updates: new Set(),
        triggers: new Set(),
        migrations: false,
      });
    }
  }
  return writers;
}

function columnsOf({ relations }: Catalog, relation: string): string[] {
  const found = relations.find((one) => `${one.schema}.${one.name}` === relation);
  return found?.columns.map((column) => column.name) ?? [];
}

/** Only a trigger that fires before can change the row that is stored. */
function tablesWithTrigger({ relations }: Catalog, { schema, name }: Routine): string[] {
  return relations
    .filter((one) => one.triggers.some((it) => it.before && it.function === `${schema}.${name}`))
    .map((one) => `${one.schema}.${one.name}`);
}

function labelOf({ schema, name }: Routine): string {
  return schema === "private" ? name : `${schema}.${name}`;
}
