begin;
set local search_path = extensions, public;
select plan(26);

do $$ begin perform tests.one_of_each(); end $$;

select cmp_ok(tests.seen_by(s, t), case when s is null then '>' else '=' end, 0::bigint, t)
from unnest(array['users', 'conversations', 'messages', 'consent_events', 'message_parts',
  'message_status_events', 'events', 'agent_tasks', 'event_dead_letters', 'agent_actions_log',
  'agent_instances', 'senders', 'tenants']) t,
  unnest(array[null, 'a0000000-0000-4000-8000-000000000003']) s;

select * from finish();
rollback;
