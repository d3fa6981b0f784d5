begin;
set local search_path = extensions, public;
select plan(2);

-- Grace was answered 200 times, one answer an hour.
do $$ begin perform tests.text_in('SM1'); end $$;
create temp table turn as select gen_random_uuid() as task, now() - n * interval '1 hour' as at
  from generate_series(1, 200) n;
insert into public.agent_actions_log (tenant_id, agent_type, action_type, user_id, task_id, status,
    outcome, created_at, settled_at, attempts, model_used)
  select u.tenant_id, 'concierge', 'llm_call', u.id, t.task, 'settled', 'ok', t.at,
    t.at + interval '1 second', 1, 'claude-haiku-5-5'
  from turn t, public.users u where u.first_name = 'Grace';
insert into public.messages (tenant_id, conversation_id, user_id, role, direction, content, task_id,
    created_at)
  select c.tenant_id, c.id, c.user_id, 'concierge', 'outbound', 'hi', t.task,
    t.at + interval '1 second' from turn t, public.conversations c;
analyze public.messages;
create function pg_temp.read() returns bigint language sql volatile as $$
  select coalesce(s.seq_tup_read, 0) + coalesce(s.idx_tup_fetch, 0)
  from pg_stat_xact_user_tables s where s.relname = 'messages' $$;
create temp table before as select pg_temp.read() as rows;

select results_eq($$ select replies from worker.agent_instance_report('concierge') $$,
  array[200::bigint], 'each is counted');
select cmp_ok(pg_temp.read() - rows, '<=', 1000::bigint, 'and is not looked for among all')
from before;

select * from finish();
rollback;
