begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform private.make_partitions('2020-01-15');
  insert into public.events (tenant_id, event_type, payload, created_at)
    select '00000000-0000-4000-8000-000000000001', 'nobody.listens', '{}',
      '2020-01-15'::timestamptz + n * interval '1 month'
    from generate_series(0, 2) n, generate_series(1, 100);
end $$;
analyze public.events;

select results_eq($$
  select rows_estimated, table_bytes, index_bytes from private.table_sizes
  where relation = 'public.events'
$$, $$
  select 300::bigint, sum(pg_table_size(inhrelid))::bigint,
    sum(pg_indexes_size(inhrelid))::bigint
  from pg_inherits where inhparent = 'public.events'::regclass
$$, 'it counts each of them once');
select is_empty($$ select * from private.table_sizes where relation ~ '_(20[0-9]{2}|default)' $$,
  'and none stands for itself');
select set_eq('select relation from private.table_sizes', $$
  select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'm')
    and not c.relispartition
$$, 'every other table is there, once');

select * from finish();
rollback;
