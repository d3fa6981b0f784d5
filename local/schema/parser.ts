import { loadModule, parsePlPgSQLSync, parseSync } from "libpg-query";

// Postgres' own parser, as WebAssembly. It is compiled once, before anything is parsed.
await loadModule();

/** The tree of one or more statements of SQL. Throws the parser's own error. */
export function parseSql(text: string): unknown {
  return parseSync(text);
}

/** The tree of a `create function` in PL/pgSQL; the SQL inside of it stays text. */
export function parsePlpgsql(createFunction: string): unknown {
  return parsePlPgSQLSync(createFunction);
}

/** Calls `visit` with every node of a tree and its kind, outer ones first. */
export function walkTree(tree: unknown, visit: (kind: string, node: unknown) => void): void {
  if (Array.isArray(tree)) {
    for (const part of tree) walkTree(part, visit);
  } else if (typeof tree === "object" && tree !== null) {
    for (const [kind, node] of Object.entries(tree)) {
      visit(kind, node);
      walkTree(node, visit);
    }
  }
}
