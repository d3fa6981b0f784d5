begin;
set local search_path = extensions, public;
select plan(4);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now(), '{}'
  from generate_series(1, 12);
set constraints all immediate;

create function pg_temp.taken() returns integer language sql as $$
  with turn as (select worker.claim('sms-sender') -> 'turns' -> 0 as t)
  select jsonb_array_length(t -> 'tasks') from turn
$$;
create function pg_temp.end_turn(outcome text) returns void language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', token, 'outcome', outcome)))
  from private.leases
$$;

update private.lanes set careful = true;
select is(pg_temp.taken(), 1, 'a careful lane gives one');
do $$ begin perform pg_temp.end_turn('done'); end $$;
select results_eq('select careful from private.lanes', array[false], 'until one finishes');
select is(pg_temp.taken(), 10, 'then a batch');
select results_eq($$
  select count(*), count(started_at), min(seq) filter (where started_at is not null)
  from public.agent_tasks where status = 'processing'
$$, 'values (10::bigint, 1::bigint, 2::bigint)', 'of which only the first counts as started');

select * from finish();
rollback;
