begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
end $$;
create function pg_temp.fail(n integer) returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'retry', 'lease',
    worker.claim('concierge', 1, now() + interval '1 hour') -> 'turns' -> 0 -> 'lease',
    'error', jsonb_build_object('code', 'model_' || n, 'message', 'no answer')))) -> 0 ->> 'result'
$$;
create temp table failures as select n, pg_temp.fail(n) as result from generate_series(1, 4) n;

select results_eq('select result from failures order by n',
  array['retried', 'retried', 'retried', 'dead'], 'three retries, then no more');
select results_eq($$
  select d.reason, d.attempts, (select array_agg(e ->> 'code')
    from jsonb_array_elements(d.errors) e), d.task_id = t.id
  from public.event_dead_letters d, public.agent_tasks t where t.task_type = 'reply'
$$, $$ values ('retries_exhausted', 4, array['model_1', 'model_2', 'model_3', 'model_4'], true) $$,
  'the dead letter has all that happened');
select results_eq('select status, result_json ->> ''dead_letter'' from public.agent_tasks
  where task_type = ''reply''',
  $$ values ('failed', 'retries_exhausted') $$, 'the task has failed');
select results_eq('select unanswered_reason, task_id from public.messages
  where direction = ''inbound''',
  $$ values ('given_up', null::uuid) $$, 'the text it was to answer says that we gave up');
select is_empty('select * from public.events where not processed', 'its event is processed');
select results_eq('select due from private.lanes
  where lane_key like ''conversation:%''', array[null::timestamptz], 'the lane is free');

select * from finish();
rollback;
