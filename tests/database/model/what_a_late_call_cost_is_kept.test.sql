begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
end $$;
create temp table turn as
  select (t ->> 'lease')::uuid as lease, t -> 'context' -> 'call' ->> 'id' as call
  from (select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0) c (t);
do $$ begin perform worker.process_tasks_batch(now() + interval '3 minutes'); end $$;
create function pg_temp.settle(lease uuid, outcome text) returns jsonb language sql as $$
  select worker.step(settle.lease, jsonb_build_object('id', call, 'outcome', outcome,
    'model', 'claude-haiku-5-5', 'input_tokens', 1000, 'output_tokens', 200)) from turn
$$;

select is(pg_temp.settle(gen_random_uuid(), 'ok'), '{"lost": true}', 'a stranger''s word');
select results_eq('select status from public.agent_actions_log', array['abandoned'],
  'settles nothing');
select is(pg_temp.settle(lease, 'ok'), '{"lost": true}', 'who lost the lease may not go on')
from turn;
select results_eq('select status, outcome, cost_usd from public.agent_actions_log',
  $$ values ('settled', 'ok', 0.0002) $$, 'but what the call cost is a fact');

select * from finish();
rollback;
