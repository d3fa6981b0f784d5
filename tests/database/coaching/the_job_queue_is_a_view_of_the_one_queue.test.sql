begin;
set local search_path = extensions, public;
select plan(2);

insert into public.users (id, tenant_id, phone_number) values
  ('20000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000003', '+14155550199');
insert into public.agent_tasks
  (tenant_id, user_id, task_type, scheduled_for, priority, context_json)
  select tenant_id, id, 'analysis_job', '2030-01-01', priority, '{"user_id": "it"}'
  from public.users, unnest(array['low', 'medium', 'high', 'urgent']) priority
  where id = '20000000-0000-4000-8000-000000000001';

select results_eq($$
  select name, data, priority, retry_limit, retry_count, start_after, completed_at
  from public.job_queue where tenant_id = '00000000-0000-4000-8000-000000000003'
  order by priority
$$, $$
  select 'analysis_job', '{"user_id": "it"}'::jsonb, n, 3, 0, '2030-01-01'::timestamptz,
    null::timestamptz from generate_series(0, 3) n
$$, 'a task is a job by seed 5''s names; a higher priority goes first');
select results_eq('select count(*) from public.job_queue',
  'select count(*) from public.agent_tasks', 'and no task is missing');

select * from finish();
rollback;
