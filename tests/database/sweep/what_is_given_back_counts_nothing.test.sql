begin;
set local search_path = extensions, public;
select plan(5);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now(), '{}'
  from generate_series(1, 3);
set constraints all immediate;
create temp table held as
  select (worker.claim('sms-sender') -> 'turns' -> 0 ->> 'lease')::uuid as lease;
do $$ begin perform worker.answer_bell('sms-sender'); end $$;

select is(worker.give_back(array[lease]), 1, 'a retiring isolate gives its lane back') from held;
select results_eq($$
  select seq, status, retry_count, snooze_count, blocking, started_at, jsonb_array_length(errors)
  from public.agent_tasks order by seq
$$, $$ select n, 'pending', 0, 0, false, null::timestamptz, 0
  from generate_series(1, 3::bigint) n $$, 'its tasks are as they were');
select results_eq('select due, careful from private.lanes', 'values (now(), false)',
  'the lane is due at once');
select ok(pending, 'and somebody else is rung')
  from private.bells where function_name = 'sms-sender';
select is(worker.give_back(array[lease]), 0, 'giving back twice gives nothing') from held;

select * from finish();
rollback;
