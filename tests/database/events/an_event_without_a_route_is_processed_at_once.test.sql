begin;
set local search_path = extensions, public;
select plan(2);

insert into public.events (tenant_id, event_type, payload, processed, open_tasks) values
  ('00000000-0000-4000-8000-000000000001', 'nobody.listens', '{}', false, 7);

select results_eq('select processed, open_tasks from public.events', 'values (true, 0)',
  'nothing is left to do for it, whatever its writer says');
select is_empty('select * from public.agent_tasks', 'and no task was made');

select * from finish();
rollback;
