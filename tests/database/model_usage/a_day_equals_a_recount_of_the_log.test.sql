begin;
set local search_path = extensions, public;
select plan(5);

create temp view folded as select tenant_id, day, agent_type, model, calls, answered, input_tokens,
  output_tokens, thinking_tokens, cache_read_tokens, cost_usd, unpriced_calls, latency_ms_sum
  from private.model_usage_daily order by day, agent_type, model;
insert into public.agent_actions_log (tenant_id, agent_type, action_type, model_used, status,
    outcome, attempts, input_tokens, output_tokens, thinking_tokens, cache_read_tokens, cost_usd,
    latency_ms, created_at, settled_at)
  select '00000000-0000-4000-8000-000000000001', 'agent ' || n % 2, 'llm_call', 'model ' || n % 3,
    'settled', case when n % 5 = 0 then 'timeout' else 'ok' end, (n % 7 <> 0)::integer,
    nullif(n % 5, 0) * n, n, n / 2, n % 4, case when n % 3 > 0 then n * 0.001 end, n,
    now() - n * interval '25 minutes', now()
  from generate_series(1, 100) n;
do $$ begin perform private.fold_model_usage(), private.fold_model_usage(); end $$;

select results_eq('table folded', $$
  select tenant_id, (created_at at time zone 'UTC')::date, agent_type, model_used,
    count(*) filter (where attempts > 0)::integer,
    count(*) filter (where attempts > 0 and outcome = 'ok')::integer, sum(input_tokens),
    sum(output_tokens), sum(thinking_tokens), sum(cache_read_tokens),
    coalesce(sum(cost_usd), 0)::numeric(16, 8),
    count(*) filter (where attempts > 0 and cost_usd is null)::integer,
    coalesce(sum(latency_ms) filter (where attempts > 0), 0)
  from public.agent_actions_log
  where (created_at at time zone 'UTC')::date >= (now() at time zone 'UTC')::date - 1
  group by 1, 2, 3, 4 order by 2, 3, 4
$$, 'today and yesterday, by tenant, agent and model, however often it is folded');
create temp table before as table folded;
update public.agent_actions_log set output_tokens = output_tokens + 1
  where created_at > now() - interval '20 minutes' or id = (select id
    from public.agent_actions_log order by created_at desc limit 1);
select isnt(private.fold_model_usage(), 0, 'a call that is settled late');
select isnt_empty('table folded except table before', 'is counted');
delete from private.model_usage_daily;
select is(private.fold_model_usage(now() + interval '9 days'), 11, 'a week without cron');
select isnt_empty('select from folded where day < now()::date', 'is made up for');

select * from finish();
rollback;
