begin;
set local search_path = extensions, public;
select plan(3);

insert into private.routes (event_type, task_type, dedupe_by, description) values
  ('user.waved', 'create_conversation_summary', 'user_id', 'a test''s own route');
insert into public.events
  (id, tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, hop)
select 'e0000000-0000-4000-8000-000000000001', tenant_id, 'user.waved', id, 'user',
  jsonb_build_object('user_id', id), 'e0000000-0000-4000-8000-0000000000aa', 3
from public.users;
set constraints all immediate;

select results_eq($$
  select tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for,
    priority, created_by, dedupe_key, trace_id, hop, event_ids, seq
  from public.agent_tasks
$$, $$
  select tenant_id, 'create_conversation_summary', 'system', id, id, 'user', now(), 'low',
    'event:user.waved', id::text, 'e0000000-0000-4000-8000-0000000000aa'::uuid, 3,
    array['e0000000-0000-4000-8000-000000000001'::uuid], 1::bigint
  from public.users
$$, 'the task is the route''s, about the event''s person, on its trace');
select results_eq('select processed, open_tasks from public.events', 'values (false, 1)',
  'the event waits for it');
select throws_ok($$
  insert into private.routes (event_type, task_type, description)
  values ('user.waved', 'no_such_task', 'a route to nowhere')
$$, '23503', null, 'a route cannot lead to a task that does not exist');

select * from finish();
rollback;
