import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sql } from "postgres";
import { identifier, literal } from "../postgres/quote.ts";

const HERE = dirname(fileURLToPath(import.meta.url));

/** What we stand in for: its version, its schema in pg_extension, and a table only ours has. */
const STAND_INS = {
  supabase_vault: { version: "0.3.1", schema: "vault", mark: null },
  pg_net: { version: "0.20.0", schema: "extensions", mark: "net.faults" },
  pg_cron: { version: "1.6", schema: "pg_catalog", mark: "cron.stand_in" },
} as const;

export type StandIn = keyof typeof STAND_INS;

/** The files of all stand-ins, as an extension folder wants them: name → content. */
export function standInFiles(): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const name of Object.keys(STAND_INS)) {
    for (const file of readdirSync(join(HERE, name))) {
      files.set(file, readFileSync(join(HERE, name, file)));
    }
  }
  return files;
}

/**
 * For a server whose extension folder is not ours to write: makes the objects of each stand-in that
 * the server lacks, and a row in pg_extension, so that a migration's `create extension if not exists`
 * finds it there. `admin` is a superuser's connection. Development databases only: such an
 * extension cannot be dropped or dumped as one.
 */
export async function installPlain(admin: Sql, owner: string): Promise<void> {
  const present = new Set(
    (
      await admin`select name from pg_available_extensions union select extname from pg_extension`
    ).map((row) => row.name),
  );
  for (const [name, { version, schema }] of Object.entries(STAND_INS)) {
    if (present.has(name)) continue;
    const script = readFileSync(join(HERE, name, `${name}--${version}.sql`), "utf8");
    await admin.begin(async (sql) => {
      await sql.unsafe(script.replaceAll("@extowner@", () => identifier(owner)));
      await sql.unsafe(`
        insert into pg_catalog.pg_extension
          (oid, extname, extowner, extnamespace, extrelocatable, extversion)
        select pg_catalog.pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index'),
          ${literal(name)}, ${literal(identifier(owner))}::regrole,
          ${literal(schema)}::regnamespace, false, ${literal(version)}`);
    });
  }
}

/** Whether this database runs on our stand-in, and so needs its helper process. */
export async function isStandIn(admin: Sql, name: "pg_net" | "pg_cron"): Promise<boolean> {
  const [row] = await admin`select to_regclass(${STAND_INS[name].mark}) is not null as ours`;
  return row?.ours === true;
}
