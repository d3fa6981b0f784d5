begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.text_in('SM1'); perform tests.text_in('SM2'); end $$;

create temp table turn as
  select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0 as t;
create temp table ended as
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', t -> 'lease',
    'outcome', 'done', 'result', '{"calls": 1}'::jsonb,
    'actions', '[{"type": "reply", "input": {"text": "Aye"}}]'::jsonb))) -> 0 ->> 'result' as result
  from turn;

select results_eq('select result from ended', array['finished'], 'the turn is over');
select results_eq($$
  select m.content from public.messages m, turn
  where m.direction = 'inbound' and m.task_id = (t -> 'tasks' -> 0 ->> 'id')::uuid
  order by m.position
$$, array['SM1', 'SM2'], 'both texts name the task that took them');
select results_eq($$
  select m.role, split_part(m.content, E'\n', 2), m.status, m.task_id, m.trace_id from public.messages m
  where m.direction = 'outbound'
$$, $$
  select 'concierge', 'Aye', 'queued_for_send', (t -> 'tasks' -> 0 ->> 'id')::uuid,
    (t ->> 'trace_id')::uuid from turn
$$, 'the reply is on its way, on their trace');
select results_eq($$
  select status, result_json from public.agent_tasks where task_type = 'reply'
$$, $$ values ('completed', '{"calls": 1, "applied": ["reply"]}'::jsonb) $$,
  'the task keeps its result, and what was done');
select is_empty('select * from private.leases', 'the lane is free');

select * from finish();
rollback;
