begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform private.make_partitions('2020-01-15'); end $$;
insert into public.agent_actions_log (tenant_id, agent_type, action_type, created_at)
  values ('00000000-0000-4000-8000-000000000001', 'concierge', 'llm_call', '2020-01-31 12:00Z');
update private.usage_folds set folded_until = '2020-01-31';
do $$ begin perform private.drop_partitions('2020-05-01'); end $$;
select isnt_empty('table public.agent_actions_log', 'a month of which a day is missing stays');

select is(private.fold_model_usage('2020-02-01') > 0, true, 'summed up');
do $$ begin perform private.drop_partitions('2020-05-01'); end $$;
select is_empty('table public.agent_actions_log', 'it goes');

select * from finish();
rollback;
