import type { Sql } from "postgres";
import { z } from "zod";

/** The document's machines and the tables whose rows go through them. */
export const MACHINES = {
  task: "public.agent_tasks",
  lane: "private.lanes",
  message: "public.messages",
  part: "public.message_parts",
} as const;
export type Machine = keyof typeof MACHINES;

const edges = z.array(z.object({ edge: z.string() }));

/**
 * From now on every change of state in this database is noted: what a transaction found, what it
 * left, and the outermost function of ours it called. For a test's own database only.
 */
export async function watchEdges(sql: Sql): Promise<void> {
  await sql.unsafe(WATCHER);
  for (const [machine, table] of Object.entries(MACHINES)) {
    // Triggers fire in the order of their names: ours before what other triggers change.
    await sql.unsafe(`create trigger aa_watch after insert or update or delete on ${table}
      for each row execute function watched.note('${machine}')`);
  }
}

/** The edges that the rows of a machine have gone along since: `from --> to: by`. */
export async function edgesSeen(sql: Sql, machine: Machine): Promise<string[]> {
  const rows = await sql`select format('%s --> %s: %s', e."from", e."to", e.by) as edge
    from watched.edges e where e.machine = ${machine}`;
  return edges
    .parse([...rows])
    .map(({ edge }) => edge)
    .sort();
}

const WATCHER = `
create schema watched;

create table watched.changes (
  nth bigint generated always as identity,
  transaction xid8 not null,
  machine text not null,
  row_key text not null,
  found text not null,
  has_left text not null,
  made_by text not null,
  primary key (transaction, machine, row_key)
);
create index on watched.changes (machine, row_key, nth);

create function watched.lane_state(
  due timestamptz, lease_token uuid, paused_at timestamptz
) returns text
language sql volatile as $$
  select case
    when lease_token is not null then case when paused_at is null then 'leased' else 'pausing' end
    when paused_at is not null then 'paused'
    when due is null then 'idle'
    when due > clock_timestamp() then 'waiting'
    else 'due'
  end
$$;

create function watched.state(machine text, held jsonb) returns text
language sql volatile as $$
  select case machine
    when 'lane' then watched.lane_state((held ->> 'due')::timestamptz,
      (held ->> 'lease_token')::uuid, (held ->> 'paused_at')::timestamptz)
    else held ->> 'status'
  end
$$;

create function watched.maker(stack text) returns text
language sql stable as $$
  -- The last line is the outermost call. What the commit itself does is its transaction's doing.
  select coalesce(
    nullif((select coalesce(f[1], f[2])
      from regexp_matches(stack, 'function (?:(?:worker|private)\\.(\\w+)\\(|"(\\w+)")', 'g')
        with ordinality as calls (f, nth)
      order by nth desc limit 1), 'place_tasks'),
    (select c.made_by from watched.changes c where c.transaction = pg_current_xact_id()
      order by c.nth limit 1),
    'by_hand')
$$;

create function watched.note() returns trigger
language plpgsql security definer set search_path = 'pg_catalog', 'watched' as $$
declare
  stack text;
  its jsonb := to_jsonb(coalesce(new, old));
begin
  get diagnostics stack = pg_context;
  insert into watched.changes (transaction, machine, row_key, found, has_left, made_by)
  values (pg_current_xact_id(), tg_argv[0],
    case tg_argv[0] when 'lane' then its ->> 'lane_key' else its ->> 'id' end,
    case tg_op when 'INSERT' then '[*]' else watched.state(tg_argv[0], to_jsonb(old)) end,
    case tg_op when 'DELETE' then '[*]' else watched.state(tg_argv[0], to_jsonb(new)) end,
    watched.maker(stack))
  on conflict (transaction, machine, row_key) do update set has_left = excluded.has_left;
  return null;
end
$$;

-- Where a transaction found another state than the one before had left, time has made it.
create view watched.edges as
  select distinct machine, "from", "to", by from (
    select c.machine, c.found as "from", c.has_left as "to", c.made_by as by
      from watched.changes c
    union all
    select c.machine, lag(c.has_left) over a_row, c.found, 'time'
      from watched.changes c
      window a_row as (partition by c.machine, c.row_key order by c.nth)
  ) e
  where "from" <> "to";
`;
