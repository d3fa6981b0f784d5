import type { Sql } from "postgres";

/** Every table of every schema in which these words stand, in any column, in bytes as well. */
export async function whereItStands(sql: Sql, words: string): Promise<string[]> {
  const tables = await sql<{ relation: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as relation
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname in ('public', 'private', 'auth', 'net', 'cron', 'storage')
      and has_table_privilege(c.oid, 'select') order by 1`;
  const found: string[] = [];
  for (const { relation } of tables) {
    const [row] = await sql.unsafe<{ stands: boolean }[]>(
      `select exists (select from ${relation} r where position($1 in r::text) > 0
        or position($2 in r::text) > 0) as stands`,
      [words, Buffer.from(words).toString("hex")],
    );
    if (row?.stands) found.push(relation);
  }
  return found;
}
