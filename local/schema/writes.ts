import { z } from "zod";
import type { Routine } from "./catalog.ts";
import { parsePlpgsql, parseSql, walkTree } from "./parser.ts";

/** One column that a statement sets; no column is an insert that names none, and sets them all. */
export interface Write {
  relation: string;
  column: string | null;
  how: "insert" | "update";
}

export interface RoutineWrites {
  writes: Write[];
  /** Of a trigger function: the columns of NEW that it sets, on whichever table it stands. */
  newColumns: string[];
}

const relation = z.object({ schemaname: z.string().optional(), relname: z.string() });
const targets = z.array(z.object({ ResTarget: z.object({ name: z.string() }) })).default([]);

const insertStatement = z.object({
  relation,
  cols: targets,
  selectStmt: z.unknown().optional(),
  onConflictClause: z.object({ targetList: targets }).optional(),
});
const updateStatement = z.object({ relation, targetList: targets });
const mergeStatement = z.object({
  relation,
  mergeWhenClauses: z.array(
    z.object({
      MergeWhenClause: z.object({ commandType: z.string(), targetList: targets }),
    }),
  ),
});

const expression = z.object({ query: z.string(), parseMode: z.number().default(0) });
const intoTarget = z.object({ fields: z.array(z.object({ name: z.string() })) });

/** PL/pgSQL's modes of parsing: a whole statement, and from here on an assignment with its target. */
const STATEMENT = 0;
const ASSIGNMENT_MIN = 3;

/** Every column that some statements write, also inside of CTEs. */
export function writesOfSql(text: string): Write[] {
  const writes: Write[] = [];
  walkTree(parseSql(text), (kind, node) => {
    if (kind === "InsertStmt") writes.push(...writesOfInsert(insertStatement.parse(node)));
    if (kind === "UpdateStmt") {
      const update = updateStatement.parse(node);
      writes.push(...named(update.relation, update.targetList, "update"));
    }
    if (kind === "MergeStmt") {
      const merge = mergeStatement.parse(node);
      for (const { MergeWhenClause: clause } of merge.mergeWhenClauses) {
        const how = clause.commandType === "CMD_INSERT" ? "insert" : "update";
        writes.push(...named(merge.relation, clause.targetList, how));
      }
    }
  });
  return writes;
}

/**
 * Every column that a function writes. What it makes up while it runs, by EXECUTE, cannot be seen;
 * a name without a schema is passed by, for with an empty search_path it can only be temporary.
 */
export function writesOfRoutine(routine: Routine): RoutineWrites {
  if (routine.language === "sql") return { writes: writesOfSql(routine.source), newColumns: [] };
  const writes: Write[] = [];
  const newColumns = new Set<string>();
  const addTarget = (target: string) => {
    const column = /^\s*new\."?(\w+)/i.exec(target)?.[1];
    if (column !== undefined) newColumns.add(column);
  };
  walkTree(parsePlpgsql(createStatement(routine)), (kind, node) => {
    if (kind === "PLpgSQL_row") {
      for (const { name } of intoTarget.parse(node).fields) addTarget(name);
    }
    if (kind !== "PLpgSQL_expr") return;
    const { query, parseMode } = expression.parse(node);
    if (parseMode === STATEMENT) writes.push(...writesOfSql(query));
    if (parseMode >= ASSIGNMENT_MIN) addTarget(query);
  });
  return { writes, newColumns: [...newColumns] };
}

function writesOfInsert(insert: z.infer<typeof insertStatement>): Write[] {
  const updated = insert.onConflictClause?.targetList ?? [];
  return [
    ...named(insert.relation, insert.cols, "insert"),
    ...named(insert.relation, updated, "update"),
    // `default values` has no select, and sets nothing.
    ...(insert.cols.length === 0 && insert.selectStmt !== undefined
      ? nameless(insert.relation)
      : []),
  ];
}

function named(
  { schemaname, relname }: z.infer<typeof relation>,
  columns: z.infer<typeof targets>,
  how: Write["how"],
): Write[] {
  if (schemaname === undefined) return [];
  const relation = `${schemaname}.${relname}`;
  return columns.map(({ ResTarget: { name } }) => ({ relation, column: name, how }));
}

function nameless({ schemaname, relname }: z.infer<typeof relation>): Write[] {
  if (schemaname === undefined) return [];
  return [{ relation: `${schemaname}.${relname}`, column: null, how: "insert" }];
}

/** The parser knows no tables, and so no array of one's rows as a result; any array will do. */
function createStatement({ arguments: list, result, source }: Routine): string {
  const known = result.endsWith("[]") ? "text[]" : result;
  return `create function f(${list}) returns ${known} language plpgsql as $parse$${source}$parse$`;
}
