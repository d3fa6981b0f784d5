begin;
set local search_path = extensions, public;
select plan(2);

select lives_ok($$
  insert into public.agent_tasks
    (task_type, user_id, context_id, context_type, scheduled_for, context_json)
  values ('analysis_job', '00000000-0000-4000-8000-000000000021',
    '00000000-0000-4000-8000-000000000021', 'user', now(), '{}')
$$, 'a task whose tenant follows from its person may say what it is about');

select throws_ok($$
  insert into public.agent_tasks
    (task_type, user_id, context_id, context_type, scheduled_for, context_json)
  values ('analysis_job', '00000000-0000-4000-8000-000000000021',
    '00000000-0000-4000-8000-0000000000ff', 'user', now(), '{}')
$$, '23503', null, 'and not about somebody whom that tenant does not have');

select * from finish();
rollback;
