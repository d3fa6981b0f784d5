import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { root } from "../root.ts";
import { parseSql, walkTree } from "./parser.ts";
import { type Write, writesOfSql } from "./writes.ts";

/** A migration: what it is called, what it is for, and what it makes. */
export interface Room {
  name: string;
  file: string;
  sentence: string;
  /** Tables and views, `schema.name`, in the order in which it makes them. */
  relations: string[];
  /** The rows it brings along. */
  writes: Write[];
}

const MIGRATIONS = join(root, "supabase", "migrations");
const rangeVar = z.object({ schemaname: z.string().optional(), relname: z.string() });
const created = {
  CreateStmt: z.object({ relation: rangeVar }).transform((node) => node.relation),
  ViewStmt: z.object({ view: rangeVar }).transform((node) => node.view),
  CreateTableAsStmt: z
    .object({ into: z.object({ rel: rangeVar }) })
    .transform((node) => node.into.rel),
};

/** Every migration in order. */
export function readRooms(): Room[] {
  return globSync("*.sql", { cwd: MIGRATIONS })
    .sort()
    .map((file) => readRoom(file, readFileSync(join(MIGRATIONS, file), "utf8")));
}

/** What a migration's text says of itself. */
export function readRoom(file: string, text: string): Room {
  const relations: string[] = [];
  walkTree(parseSql(text), (kind, node) => {
    if (kind !== "CreateStmt" && kind !== "ViewStmt" && kind !== "CreateTableAsStmt") return;
    const { schemaname, relname } = created[kind].parse(node);
    relations.push(`${schemaname ?? "public"}.${relname}`);
  });
  return {
    name: basename(file, ".sql").replace(/^\d+_/, "").replaceAll("_", " "),
    file,
    sentence: readHeader(text),
    relations,
    writes: writesOfSql(text),
  };
}

/** The comment at the top, as one line. */
function readHeader(text: string): string {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("--"));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^--\s*/, "").trim())
    .join(" ")
    .trim();
}
