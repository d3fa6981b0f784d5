begin;
set local search_path = extensions, public;
select plan(6);

update private.task_types set retry_base_seconds = 10, retry_cap_seconds = 30
  where task_type = 'send_sms';
insert into public.agent_tasks (tenant_id, task_type, scheduled_for, max_retries, context_json)
  values ('00000000-0000-4000-8000-000000000001', 'send_sms', now(), 5, '{}');
set constraints all immediate;

create function pg_temp.fail() returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'retry', 'lease',
    worker.claim('sms-sender', 1, now() + interval '1 hour') -> 'turns' -> 0 -> 'lease',
    'error', '{"code": "carrier_500", "message": "no luck"}'::jsonb))) -> 0 ->> 'result'
$$;

select is(pg_temp.fail(), 'retried', 'the first failure');
select results_eq('select status, retry_count, blocking from public.agent_tasks',
  $$ values ('pending', 1, true) $$, 'is counted, and the task holds its place');
select ok(scheduled_for - now() between interval '0' and interval '10 s',
  'it waits up to the base') from public.agent_tasks;
select results_eq($$ select errors -> 0 ->> 'code', error_log from public.agent_tasks $$,
  $$ values ('carrier_500', 'carrier_500: no luck') $$, 'and remembers why');
select ok(every(private.backoff_seconds(10, 30, 2) between 0 and 30)
  and max(private.backoff_seconds(10, 30, 9)) > 15, 'later up to the cap, and no further')
  from generate_series(1, 500);
select ok(max(private.backoff_seconds(10, 300, 1)) between 15 and 20
  and min(private.backoff_seconds(10, 300, 1)) between 0 and 5, 'doubling, with full jitter')
  from generate_series(1, 500);

select * from finish();
rollback;
