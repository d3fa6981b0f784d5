begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
end $$;
create temp table turn as
  select (t ->> 'lease')::uuid as lease, t -> 'context' -> 'call' ->> 'id' as call
  from (select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0) c (t);
do $$ begin perform worker.process_tasks_batch(now() + interval '3 minutes'); end $$;

select is_empty('table public.usage_metrics', 'its worker went silent: nothing is known of it');
do $$ begin
  perform worker.step(lease, tests.settled_call(call)),
    worker.step(lease, tests.settled_call(call)) from turn;
end $$;
select results_eq('select model_calls, input_tokens from public.usage_metrics',
  $$ values (1, 1000::bigint) $$, 'what it tells late is used all the same, and once');
select results_eq('select sum(cost_usd) from public.usage_metrics',
  'select sum(cost_usd) from public.agent_actions_log', 'and costs what the log says');

select * from finish();
rollback;
