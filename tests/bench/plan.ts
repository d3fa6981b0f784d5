import postgres, { type Sql } from "postgres";
import { z } from "zod";

const node = z.object({
  "Node Type": z.string(),
  "Index Name": z.string().optional(),
  "Relation Name": z.string().optional(),
  "Actual Rows": z.number(),
  "Actual Loops": z.number(),
  "Rows Removed by Filter": z.number().optional(),
  "Shared Hit Blocks": z.number().optional(),
  "Shared Read Blocks": z.number().optional(),
  get Plans() {
    return z.array(node).optional();
  },
});
type Node = z.infer<typeof node>;
const logged = z.object({ "Query Text": z.string(), Plan: node });

/** What the plans of a statement, and of all that the functions in it ran, came to. */
export interface Plans {
  indexes: string[];
  /** Of table and index, counted once for each look at one. */
  pages: number;
  /** Reads that grow with the table, as sentences. */
  flags: string[];
}

/** A table is big from here on: to read all of it is worth a flag, and so is to read so much in vain. */
const ROWS_BIG = 1_000;

const EXPLAIN_ON = `
  load 'auto_explain';
  set auto_explain.log_min_duration = 0;
  set auto_explain.log_nested_statements = on;
  set auto_explain.log_analyze = on;
  set auto_explain.log_timing = off;
  set auto_explain.log_buffers = on;
  set auto_explain.log_format = 'json';
  set auto_explain.log_level = 'notice'`;
const EXPLAIN_OFF = "set auto_explain.log_min_duration = -1";

/** A superuser's connection whose statements can be explained, functions and triggers included. */
export interface Explained {
  sql: Sql;
  /** Runs something and tells by which plans. */
  explain(work: () => Promise<unknown>): Promise<Plans>;
}

export function connect(url: string): Explained {
  const said: string[] = [];
  const sql = postgres(url, {
    max: 1,
    onnotice({ message }) {
      if (message !== undefined) said.push(message);
    },
  });
  return {
    sql,
    async explain(work) {
      await sql.unsafe(EXPLAIN_ON).simple();
      said.length = 0;
      await work();
      await sql.unsafe(EXPLAIN_OFF);
      return await summarise(sql, said);
    },
  };
}

async function summarise(sql: Sql, said: string[]): Promise<Plans> {
  const big = new Set(
    (await sql`select relname from pg_class where relkind = 'r' and reltuples >= ${ROWS_BIG}`).map(
      (row) => row.relname,
    ),
  );
  // A partition's index goes by the name of the whole table's.
  const parents = new Map(
    (
      await sql`select c.relname as child, p.relname as parent from pg_inherits i
        join pg_class c on c.oid = i.inhrelid and c.relkind = 'i'
        join pg_class p on p.oid = i.inhparent`
    ).map((row) => [row.child, row.parent]),
  );
  const indexes = new Set<string>();
  const flags = new Set<string>();
  let pages = 0;
  for (const one of said.flatMap(nodesOf)) {
    // The outermost node has those of all that is below it and of all that the functions ran.
    pages = Math.max(pages, (one["Shared Hit Blocks"] ?? 0) + (one["Shared Read Blocks"] ?? 0));
    const relation = one["Relation Name"] ?? "";
    if (one["Index Name"] !== undefined) {
      indexes.add(parents.get(one["Index Name"]) ?? one["Index Name"]);
    }
    if (one["Node Type"] === "Seq Scan" && big.has(relation)) flags.add(`SEQ SCAN on ${relation}`);
    const removed = (one["Rows Removed by Filter"] ?? 0) * one["Actual Loops"];
    if (removed >= ROWS_BIG) {
      flags.add(`${removed.toLocaleString("en")} rows of ${relation || "a join"} READ IN VAIN`);
    }
  }
  return { indexes: [...indexes].sort(), pages, flags: [...flags].sort() };
}

/** The nodes that were run, of one notice. Foreign keys' own checks are Postgres's business. */
function nodesOf(message: string): Node[] {
  const json = /^duration: .*? plan:\n(.*)$/s.exec(message)?.[1];
  if (json === undefined) return [];
  const { "Query Text": text, Plan } = logged.parse(JSON.parse(json));
  return text.startsWith("SELECT 1 FROM ONLY") ? [] : flatten(Plan);
}

function flatten(one: Node): Node[] {
  if (one["Actual Loops"] === 0) return [];
  return [one, ...(one.Plans ?? []).flatMap(flatten)];
}
