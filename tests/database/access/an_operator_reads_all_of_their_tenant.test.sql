begin;
set local search_path = extensions, public;
select plan(13);

do $$ begin perform tests.one_of_each(); end $$;
insert into public.operators (tenant_id, auth_id) values
  ('00000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000003');

select cmp_ok(tests.seen_by('a0000000-0000-4000-8000-000000000003', t), '>', 0::bigint, t)
from unnest(array['users', 'conversations', 'messages', 'consent_events', 'message_parts',
  'message_status_events', 'events', 'agent_tasks', 'event_dead_letters', 'agent_actions_log',
  'agent_instances', 'senders']) t;
select is(tests.seen_by('a0000000-0000-4000-8000-000000000003', 'tenants'), 1::bigint,
  'and no other tenant');

select * from finish();
rollback;
