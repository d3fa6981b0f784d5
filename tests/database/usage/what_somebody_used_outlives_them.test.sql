begin;
set local search_path = extensions, public;
select plan(5);

-- Calls of Grace on two days, a colleague, a test, and the tenant itself.
do $$ begin
  perform tests.colleague(1), tests.colleague(2);
  update public.users set is_test = true where id = '20000000-0000-4000-8000-000000000052';
  insert into public.agent_actions_log (id, tenant_id, user_id, agent_type, action_type,
      lease_token, created_at)
    select gen_random_uuid(), '00000000-0000-4000-8000-000000000001', c.who::uuid, 'concierge',
      'llm_call', '00000000-0000-4000-8000-000000000021', now() - c.days * interval '1 day'
    from (values ('00000000-0000-4000-8000-000000000021', 0),
      ('00000000-0000-4000-8000-000000000021', 1), ('00000000-0000-4000-8000-000000000021', 1),
      ('20000000-0000-4000-8000-000000000051', 1), ('20000000-0000-4000-8000-000000000052', 1),
      (null, 1)) c (who, days);
  perform private.settle_call('00000000-0000-4000-8000-000000000021',
    tests.settled_call(id::text)) from public.agent_actions_log;
end $$;
create temp table log as select * from public.agent_actions_log
  where user_id is distinct from '20000000-0000-4000-8000-000000000052';
create function pg_temp.report() returns setof record language sql as $$
  select r.period, r.model_calls, r.input_tokens, r.output_tokens, r.cache_read_tokens,
    r.cache_write_tokens, r.cost_usd, r.unpriced_calls
  from public.usage_report('00000000-0000-4000-8000-000000000001', current_date - 9,
    current_date + 1) r
$$;
create function pg_temp.recount() returns setof record language sql as $$
  select (l.created_at at time zone 'UTC')::date, count(*), sum(l.input_tokens),
    sum(l.output_tokens), sum(l.cache_read_tokens), sum(l.cache_write_tokens), sum(l.cost_usd),
    count(*) - count(l.cost_usd)
  from log l group by 1 order by 1
$$;
select results_eq('select pg_temp.report()', 'select pg_temp.recount()', 'as the log says');
do $$ begin
  perform private.erase_people(
    '{00000000-0000-4000-8000-000000000021, 20000000-0000-4000-8000-000000000052}', now());
end $$;
select results_eq('select count(*) from public.agent_actions_log', array[2::bigint],
  'the log of who has left is gone');
select results_eq('select pg_temp.report()', 'select pg_temp.recount()',
  'and each day as it was: of somebody''s calls none is lost, none told twice, and no test''s');
select results_eq($$ select user_id is null, sum(model_calls) from public.usage_metrics group by 1
  order by 1 $$, $$ values (false, 1::bigint), (true, 4) $$, 'without their name');
do $$ begin perform private.refresh_summaries(); end $$;
select results_eq('select sum(model_calls) from private.monthly_usage_summary', array[5::numeric],
  'nor is a month that is over smaller');

select * from finish();
rollback;
