import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import type { Sql } from "postgres";
import { identifier } from "../postgres/quote.ts";

/**
 * Makes the auth schema with the gateway's own migrator, before our migrations refer to it, and
 * gives it the owner and rights it has on hosted projects. Does nothing when auth.users exists.
 */
export async function provisionAuth(admin: Sql, adminUrl: string, owner: string): Promise<void> {
  const [row] = await admin`select to_regclass('auth.users') is not null as present`;
  if (row?.present === true) return;
  const connection = createPostgresConnection({
    url: adminUrl,
    postgresOptions: { onnotice() {} },
  });
  try {
    await new App({ connection, auth: { enabled: true } }).ensureSystemSchema();
  } finally {
    await connection.close();
  }
  const name = identifier(owner);
  await admin.unsafe(`
    grant all on all tables in schema auth to ${name};
    grant all on all routines in schema auth to ${name};
    alter schema supabase_migrations owner to ${name};
  `);
  await changeOwner(admin, "auth", "supabase_auth_admin");
  await changeOwner(admin, "supabase_migrations", name);
}

/** Hands every table and function of a schema to `owner` (an identifier). */
async function changeOwner(admin: Sql, schema: string, owner: string): Promise<void> {
  const objects = await admin<{ object: string }[]>`
    select format('table %I.%I', n.nspname, c.relname) as object
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind = 'r'
    union all
    select format('function %s', p.oid::regprocedure)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = ${schema}`;
  await admin.unsafe(objects.map(({ object }) => `alter ${object} owner to ${owner}`).join(";\n"));
}
