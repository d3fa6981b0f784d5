begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.text_in('SM1'); end $$;
create temp table turn as
  select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0 as t;
update public.agent_instances set weight = 0 where agent_type = 'concierge';
insert into public.agent_instances (agent_type, model) values ('concierge', 'claude-opus-5-5');
create temp table step as
  select worker.step((t ->> 'lease')::uuid, tests.settled_call(t #>> '{context,call,id}')
    || '{"model": "claude-sonnet-5-5", "input_tokens": 50000}') as answer from turn;

select results_eq('select model_used from public.agent_actions_log order by created_at',
  array['claude-sonnet-5-5', 'claude-sonnet-5-5'], 'even if it was switched off meanwhile');
select is(prompt_tokens between 50540 and 50600, true,
  'the next prompt is the last, what it answered, and what it hears')
from private.budget_reservations, step where call_id = (answer #>> '{call,id}')::uuid;

select * from finish();
rollback;
