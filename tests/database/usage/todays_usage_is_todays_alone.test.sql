begin;
set local search_path = extensions, public;
select plan(1);

set local timezone = 'Pacific/Auckland';
insert into public.usage_metrics (tenant_id, user_id, date, model_calls)
  select tenant_id, id, (now() at time zone 'UTC')::date + n, n + 5
  from public.users, generate_series(-1, 1) n where id = '00000000-0000-4000-8000-000000000021';

select results_eq('select user_id::text, model_calls from public.current_day_usage',
  $$ values ('00000000-0000-4000-8000-000000000021', 5) $$,
  'neither yesterday''s nor tomorrow''s, wherever one is');

select * from finish();
rollback;
