import { readFileSync } from "node:fs";
import postgres, { type TransactionSql } from "postgres";
import { z } from "zod";
import { StackFault } from "../stack-fault.ts";

/** The schemas that the migrations make and fill; `public` is there before them. */
export const SCHEMAS = ["public", "private", "worker"];

const STATEMENT_MS_MAX = 30_000;

const grant = z.object({ to: z.string(), privileges: z.string() });
const comment = z.string().nullable();

const column = z.object({
  name: z.string(),
  type: z.string().transform(shortType),
  notNull: z.boolean(),
  default: z.string().nullable(),
  generated: z.boolean(),
  identity: z.enum(["always", "by default"]).nullable(),
  comment,
  grants: z.array(grant),
});

const constraint = z.object({
  name: z.string(),
  kind: z.enum(["p", "u", "x", "c", "f"]),
  definition: z.string(),
  /** Of a check. */
  expression: z.string().nullable(),
  columns: z.array(z.string()),
  /** Of a foreign key: the table it points to. */
  references: z.string().nullable(),
});

const trigger = z.object({
  name: z.string(),
  function: z.string(),
  before: z.boolean(),
  arguments: z.array(z.string()),
  definition: z.string(),
});

const policy = z.object({
  name: z.string(),
  permissive: z.boolean(),
  command: z.string(),
  roles: z.array(z.string()),
  using: z.string().nullable(),
  check: z.string().nullable(),
});

const relation = z.object({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(["table", "view", "materialized view"]),
  owner: z.string(),
  comment,
  partitionBy: z.string().nullable(),
  partitionOf: z.string().nullable(),
  options: z.array(z.string()),
  rowSecurity: z.boolean(),
  rowSecurityForced: z.boolean(),
  definition: z.string().nullable(),
  columns: z.array(column),
  constraints: z.array(constraint),
  indexes: z.array(z.string()),
  triggers: z.array(trigger),
  policies: z.array(policy),
  grants: z.array(grant),
});

const routine = z.object({
  schema: z.string(),
  name: z.string(),
  signature: z.string(),
  owner: z.string(),
  language: z.string(),
  arguments: z.string(),
  result: z.string(),
  source: z.string(),
  definition: z.string(),
  comment,
  grants: z.array(grant),
});

const schema = z.object({
  name: z.string(),
  owner: z.string(),
  comment,
  grants: z.array(grant),
  defaultGrants: z.array(grant),
});

const job = z.object({
  name: z.string(),
  schedule: z.string(),
  command: z.string(),
  active: z.boolean(),
});

export type Grant = z.infer<typeof grant>;
export type Column = z.infer<typeof column>;
export type Relation = z.infer<typeof relation>;
export type Routine = z.infer<typeof routine>;
export type Schema = z.infer<typeof schema>;
export type Job = z.infer<typeof job>;

export interface Catalog {
  schemas: Schema[];
  relations: Relation[];
  routines: Routine[];
  jobs: Job[];
}

/**
 * What a database holds in our schemas, in an order that does not change. Throws a StackFault when
 * there is a kind of object that would be left out.
 */
export async function readCatalog(databaseUrl: string): Promise<Catalog> {
  const sql = postgres(databaseUrl, { max: 1, onnotice() {} });
  try {
    return await sql.begin("read only", async (inside) => {
      // Every name is printed with its schema; pg_catalog is searched all the same.
      await inside`set local search_path = ''`;
      await inside.unsafe(`set local statement_timeout = ${STATEMENT_MS_MAX}`);
      const kinds = z.array(z.object({ kind: z.string(), name: z.string() }));
      const unknown = kinds.parse(await ask(inside, "unknown-kinds.sql", [SCHEMAS]));
      if (unknown.length > 0) {
        const names = unknown.map(({ kind, name }) => `${kind} ${name}`).join(", ");
        throw new StackFault(`local/schema does not know how to write: ${names}.`);
      }
      return {
        schemas: z.array(schema).parse(await ask(inside, "schemas.sql", [SCHEMAS])),
        relations: z.array(relation).parse(await ask(inside, "relations.sql", [SCHEMAS])),
        routines: z.array(routine).parse(await ask(inside, "routines.sql", [SCHEMAS])),
        jobs: z.array(job).parse(await ask(inside, "jobs.sql", [])),
      };
    });
  } finally {
    await sql.end();
  }
}

function ask(sql: TransactionSql, file: string, parameters: string[][]): Promise<unknown> {
  return sql.unsafe(readFileSync(new URL(file, import.meta.url), "utf8"), parameters);
}

function shortType(type: string): string {
  return type
    .replace("timestamp with time zone", "timestamptz")
    .replace("time without time zone", "time");
}
