begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform private.make_partitions('2020-01-15');
  insert into public.agent_actions_log (id, tenant_id, user_id, agent_type, action_type,
      lease_token, created_at)
    select gen_random_uuid(), tenant_id, id, 'concierge', 'llm_call', id, '2020-01-31 12:00Z'
    from public.users where id = '00000000-0000-4000-8000-000000000021';
  perform private.settle_call('00000000-0000-4000-8000-000000000021', jsonb_build_object(
      'id', id, 'outcome', 'ok', 'model', 'm', 'input_tokens', 10)) from public.agent_actions_log;
end $$;
create temp table used as table public.usage_metrics;

select results_eq('select date, model_calls from used', $$ values ('2020-01-31'::date, 1) $$,
  'it was counted');
do $$ begin
  perform private.drop_partitions('2020-05-01');
  perform private.refresh_summaries();
end $$;
select is_empty('table public.agent_actions_log', 'the log of that month is gone');
select results_eq('table public.usage_metrics', 'table used', 'what it used is not');

select * from finish();
rollback;
