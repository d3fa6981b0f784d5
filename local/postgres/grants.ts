import type { Sql } from "postgres";

/**
 * Every right granted in the database, one line each and sorted: what a migration wrote must read
 * the same after the gateway has started. Default privileges of `local_gateway` are left out: it
 * may set some for itself, and makes no objects.
 */
export async function readGrants(admin: Sql): Promise<string[]> {
  const rows = await admin<{ line: string }[]>`
    with acls as (
      select 'schema ' || n.nspname as object, n.nspacl as acl, n.oid as schema_id
      from pg_namespace n
      union all
      select 'relation ' || c.oid::regclass::text, c.relacl, c.relnamespace from pg_class c
      union all
      select 'column ' || a.attrelid::regclass::text || '.' || a.attname, a.attacl, c.relnamespace
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attacl is not null
      union all
      select 'function ' || p.oid::regprocedure::text, p.proacl, p.pronamespace from pg_proc p
      union all
      select 'default for ' || d.defaclrole::regrole::text || ' ' || d.defaclobjtype::text || ' in '
        || d.defaclnamespace::regnamespace::text, d.defaclacl, d.defaclnamespace
      from pg_default_acl d where d.defaclrole <> 'local_gateway'::regrole
    )
    select object || ': ' || coalesce(
      (select string_agg(item::text, ' ' order by item::text) from unnest(acl) as item), 'default'
    ) as line
    from acls
    where schema_id is distinct from 'pg_catalog'::regnamespace
      and schema_id is distinct from 'information_schema'::regnamespace
      and object not like 'relation pg\_t%'
    order by line`;
  return rows.map((row) => row.line);
}
