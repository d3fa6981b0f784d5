begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.alarms() returns text language sql as $$
  select string_agg(a, '; ') from jsonb_array_elements_text(worker.health() -> 'alarms') a
$$;

update private.sweeps set swept_at = clock_timestamp() - interval '2 minutes';
select is(pg_temp.alarms(), 'the sweep has not run for a minute', 'a sweep that stopped');
do $$ begin perform worker.process_tasks_batch(); end $$;
select is(pg_temp.alarms(), null, 'all is well');

insert into public.agent_tasks (tenant_id, task_type, scheduled_for, context_json) values
  ('00000000-0000-4000-8000-000000000001', 'send_sms', now() - interval '2 minutes', '{}');
set constraints all immediate;
select is(pg_temp.alarms(), 'a due lane has waited for over 60 s', 'a lane that nobody claims');
do $$ begin perform worker.claim('sms-sender'); end $$;
select is(pg_temp.alarms(), null, 'now somebody has it');

insert into public.events (tenant_id, event_type, payload, created_at) values
  ('00000000-0000-4000-8000-000000000001', 'nobody.listens', '{}', '2020-01-01');
select is(pg_temp.alarms(), 'a default partition is not empty', 'a month without a partition');
select results_eq('select (worker.health() -> ''leases'')::integer', array[1],
  'and it counts what is in work');

select * from finish();
rollback;
