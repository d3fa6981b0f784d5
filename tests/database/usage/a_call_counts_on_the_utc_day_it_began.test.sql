begin;
set local search_path = extensions, public;
select plan(2);

set local timezone = 'Pacific/Auckland';
do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
end $$;
create temp table turn as
  select (t ->> 'lease')::uuid as lease, t -> 'context' -> 'call' ->> 'id' as call
  from (select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0) c (t);
-- The last second of yesterday, and the first of today.
create temp table days as
  select (now() at time zone 'UTC')::date as today, (now() at time zone 'UTC')::date - 1 as before;
update public.agent_actions_log
  set created_at = (today - interval '1 second') at time zone 'UTC' from days;
create temp table step as
  select worker.step(lease, tests.settled_call(call)) #>> '{call,id}' as call from turn;
select results_eq('select date, model_calls from public.usage_metrics',
  'select before, 1 from days', 'what began yesterday is yesterday''s, whenever it ended');
update public.agent_actions_log set created_at = today::timestamp at time zone 'UTC'
from days where status = 'started';
do $$ begin
  perform private.settle_call(lease, tests.settled_call(step.call)) from turn, step;
end $$;
select results_eq('select date, model_calls from public.usage_metrics order by date',
  'select before, 1 from days union all select today, 1 from days', 'midnight is UTC''s');

select * from finish();
rollback;
