begin;
set local search_path = extensions, public;
select plan(4);

-- Grace was answered 40 times by two variants; every fifth answer has a thumb.
do $$ begin perform tests.text_in('SM1'); end $$;
insert into public.agent_instances (id, agent_type, model, prompt_version) values
  ('00000000-0000-4000-8000-0000000000a1', 'concierge', 'claude-haiku-5-5', 'a'),
  ('00000000-0000-4000-8000-0000000000a2', 'concierge', 'claude-opus-5-5', 'b');
create temp table turn as select gen_random_uuid() as task, n,
  case when n % 4 = 0 then 'b' else 'a' end as variant from generate_series(1, 40) n;
create temp table call as select t.*, nth, n * nth * 10 as ms,
  case when nth = 2 or n % 10 <> 0 then n * nth * 0.001 end as usd
  from turn t, generate_series(1, 2) nth;
insert into public.agent_actions_log (tenant_id, agent_type, action_type, user_id, task_id,
    agent_instance_id, status, outcome, settled_at, attempts, cost_usd, latency_ms)
  select u.tenant_id, 'concierge', 'llm_call', u.id, c.task, i.id, 'settled',
    case when c.usd is null then 'timeout' else 'ok' end, now(), 1, c.usd, c.ms
  from call c join public.agent_instances i on i.prompt_version = c.variant, public.users u;
insert into public.messages (tenant_id, conversation_id, user_id, role, direction, content, task_id)
  select c.tenant_id, c.id, c.user_id, 'concierge', 'outbound', 'hi', t.task
  from turn t, public.conversations c;
insert into public.feedback (tenant_id, user_id, message_id, rating)
  select m.tenant_id, m.user_id, m.id, case when n % 15 = 0 then 'down' else 'up' end
  from public.messages m join turn t on t.task = m.task_id where n % 5 = 0;
create temp table report as select * from worker.agent_instance_report('concierge',
  until => now() + interval '1 day');

select results_eq($$ select prompt_version, people, turns, calls, failures, replies, up, down,
  unpriced_calls from report order by 1 $$, $$
  select variant, 1::bigint, count(*), 2 * count(*), count(*) filter (where n % 10 = 0), count(*),
    count(*) filter (where n % 5 = 0 and n % 15 <> 0), count(*) filter (where n % 15 = 0),
    count(*) filter (where n % 10 = 0) from turn group by 1 order by 1 $$, 'what is counted');
select results_eq($$ select prompt_version, cost_usd, latency_ms_p50, latency_ms_p95
  from report order by 1 $$, $$ select variant, sum(usd),
    round((percentile_cont(0.5) within group (order by ms))::numeric),
    round((percentile_cont(0.95) within group (order by ms))::numeric)
  from call group by 1 order by 1 $$, 'what is summed up');
select results_eq($$ select prompt_version, round(cost_per_reply, 6),
    round(cost_per_reply_high - cost_per_reply, 6) from report order by 1 $$, $$
  select variant, round(avg(usd), 6), round(1.959964 * stddev_samp(usd) / sqrt(count(*)::numeric), 6)
  from (select variant, task, sum(usd) as usd from call group by 1, 2) t group by 1 order by 1 $$,
  'what a reply costs');
select is_empty($$ select * from worker.agent_instance_report('concierge',
  '00000000-0000-4000-8000-000000000002') $$, 'another tenant has none of it');

select * from finish();
rollback;
