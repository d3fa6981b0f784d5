import type { Sql } from "postgres";

/**
 * Counts what is said in the tests, per type of event. Each file is rolled back, but a sequence
 * never is. What a test inserts by itself names no author, and does not count.
 */
const COUNTING = `
  create schema said;
  do $$
  declare
    type text;
  begin
    for type in select t.event_type from private.event_types t where t.emitted_by <> '{}' loop
      execute format('create sequence said.%I', type);
    end loop;
  end $$;
  create function said.count() returns trigger
  language plpgsql security definer set search_path = '' as $$
  begin
    perform nextval(format('said.%I', new.event_type));
    return null;
  end $$;
  create trigger said_is_counted after insert on public.events
    for each row when (new.created_by is not null) execute function said.count()`;

export async function countSaidEvents(sql: Sql): Promise<void> {
  await sql.unsafe(COUNTING).simple();
}

/** The types of events that no function has said since. */
export async function unsaidEvents(sql: Sql): Promise<string[]> {
  const rows = await sql<{ type: string }[]>`
    select s.sequencename as type from pg_catalog.pg_sequences s
    where s.schemaname = 'said' and s.last_value is null order by 1`;
  return rows.map(({ type }) => `no test makes anybody say ${type}`);
}
