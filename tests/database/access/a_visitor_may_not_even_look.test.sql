begin;
set local search_path = extensions, public;
select plan(15);

select is(tests.attempt('anon', null, 'select from public.' || t), '42501', t)
from unnest(array['users', 'conversations', 'messages', 'consent_events', 'message_parts',
  'message_status_events', 'events', 'agent_tasks', 'event_dead_letters', 'agent_actions_log',
  'agent_instances', 'senders', 'tenants', 'operators']) t;
select is(tests.attempt('anon', null, 'select worker.health()'), '42501', 'nor call the engine');

select * from finish();
rollback;
