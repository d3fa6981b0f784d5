import type { Catalog, Column, Relation, Routine } from "../../../local/schema/catalog.ts";

/** A PL/pgSQL function of `private`, but for what is said of it. */
export function routine(said: Partial<Routine>): Routine {
  return {
    schema: "private",
    name: "f",
    signature: "private.f()",
    owner: "postgres",
    language: "plpgsql",
    arguments: "",
    result: "void",
    source: "begin end",
    definition: "",
    comment: null,
    grants: [],
    ...said,
  };
}

/** A nullable text column without a default, but for what is said of it. */
export function column(name: string, said: Partial<Column> = {}): Column {
  return {
    name,
    type: "text",
    notNull: false,
    default: null,
    generated: false,
    identity: null,
    comment: null,
    grants: [],
    ...said,
  };
}

/** A table of `public`, but for what is said of it. */
export function table(name: string, columns: Column[], said: Partial<Relation> = {}): Relation {
  return {
    schema: "public",
    name,
    kind: "table",
    owner: "postgres",
    comment: null,
    partitionBy: null,
    partitionOf: null,
    options: [],
    rowSecurity: true,
    rowSecurityForced: false,
    definition: null,
    columns,
    constraints: [],
    indexes: [],
    triggers: [],
    policies: [],
    grants: [],
    ...said,
  };
}

/** A database of these tables and functions. */
export function catalogOf(relations: Relation[], routines: Routine[] = []): Catalog {
  return { schemas: [], relations, routines, jobs: [] };
}
