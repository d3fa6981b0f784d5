import type { Sql } from "postgres";

/**
 * Every right granted in the database, one line each and sorted: what a migration wrote must read
 * the same after the gateway has started. Default privileges of `local_gateway` are left out: it
 * may set some for itself, and makes no objects. Left out, too, are the schemas of sessions' temporary
 * tables: refreshing a materialized view concurrently makes one, and leaves its schema behind.
 */
export async function readGrants(admin: Sql): Promise<string[]> {
  const rows = await admin<{ line: string }[]>`
    with acls as (
      select 'schema ' || nspname as object, oid as schema_id,
        coalesce(nspacl, acldefault('n', nspowner)) as acl
      from pg_namespace
      union all
      select 'relation ' || oid::regclass, relnamespace,
        coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))
      from pg_class
      where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      union all
      select 'column ' || c.oid::regclass || '.' || a.attname, c.relnamespace, a.attacl
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attacl is not null
      union all
      select 'function ' || oid::regprocedure, pronamespace,
        coalesce(proacl, acldefault('f', proowner))
      from pg_proc
      union all
      select 'default for ' || defaclrole::regrole || ' ' || defaclobjtype::text || ' in '
        || defaclnamespace::regnamespace, defaclnamespace, defaclacl
      from pg_default_acl where defaclrole <> 'local_gateway'::regrole
    )
    select object || ': '
      || (select string_agg(item::text, ' ' order by item::text) from unnest(acl) as item) as line
    from acls
    where schema_id is distinct from 'pg_catalog'::regnamespace
      and schema_id is distinct from 'information_schema'::regnamespace
      and schema_id is distinct from 'pg_toast'::regnamespace
      and not exists (select from pg_namespace n
        where n.oid = schema_id and n.nspname ~ '^pg_(toast_)?temp_')
    order by line`;
  return rows.map((row) => row.line);
}
