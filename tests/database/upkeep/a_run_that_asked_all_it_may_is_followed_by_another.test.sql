begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform worker.queue_reconciles(); end $$;
set constraints all immediate;
create temp table held as select (worker.claim('housekeeping', 1, now()) -> 'turns' -> 0
  ->> 'lease')::uuid as lease;
create function pg_temp.note(parts integer) returns boolean language sql as $$
  select worker.note_asked(lease, '00000000-0000-4000-8000-000000000011',
    array(select gen_random_uuid() from generate_series(1, parts))) from held
$$;

select ok(pg_temp.note(99), 'all that had no news were asked about');
set constraints all immediate;
select results_eq('select status from public.agent_tasks order by seq', array['processing'],
  'the next run is in an hour');
select ok(pg_temp.note(100), 'there may be more of them than one run asks about');
set constraints all immediate;
select results_eq('select status from public.agent_tasks order by seq',
  array['processing', 'pending'], 'another goes on at once');

select * from finish();
rollback;
