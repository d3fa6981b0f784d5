begin;
set local search_path = extensions, public;
select plan(5);

insert into public.agent_tasks
  (tenant_id, task_type, scheduled_for, context_json, status, completed_at, created_by)
select '00000000-0000-4000-8000-000000000001', 'send_sms', '2030-01-01', '{}', status,
  case when status <> 'pending' then '2030-01-01'::timestamptz + n * interval '1 day' end, n
from (values (1, 'completed'), (2, 'failed'), (3, 'cancelled'), (4, 'completed'), (5, 'pending'))
  t (n, status);
set constraints all immediate;
create temp view kept as
  select array_agg(created_by order by created_by) from public.agent_tasks;
update private.settings set value = 2 where name = 'retire_batch';

select is(private.retire_tasks('2030-02-04 00:00Z'), 2, 'two of three that are old enough');
select results_eq('table kept', $$ values (array['3', '4', '5']) $$, 'the oldest first');
select is(private.retire_tasks('2030-02-04 00:00Z'), 1, 'the next run has the third');
select is(private.retire_tasks('2030-02-04 00:00Z'), 0, 'no other is old enough');
select results_eq('table kept', $$ values (array['4', '5']) $$,
  'nothing that waits is forgotten, however long it does');

select * from finish();
rollback;
