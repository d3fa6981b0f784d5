begin;
set local search_path = extensions, public;
select plan(2);

create function public.member_call() returns void language sql security definer as $$
  insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
    values ('00000000-0000-4000-8000-000000000001', 'send_sms', 'send:1', now(), '{}')
$$;
grant execute on function public.member_call() to authenticated;
set local role authenticated;
select public.member_call();
select lives_ok('set constraints all immediate', 'whoever commits has no say in where it goes');
reset role;
select results_eq('select seq from public.agent_tasks', array[1::bigint], 'it has its place');

select * from finish();
rollback;
