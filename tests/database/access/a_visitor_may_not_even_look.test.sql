begin;
set local search_path = extensions, public;
select plan(15);

create function pg_temp.attempt(statement text) returns text
language plpgsql as $$
begin
  set local role anon;
  execute statement;
  reset role;
  return 'allowed';
exception when others then
  return sqlstate;
end
$$;

select is(pg_temp.attempt('select from public.' || t), '42501', t)
from unnest(array['users', 'conversations', 'messages', 'consent_events', 'message_parts',
  'message_status_events', 'events', 'agent_tasks', 'event_dead_letters', 'agent_actions_log',
  'agent_instances', 'senders', 'tenants', 'operators']) t;
select is(pg_temp.attempt('select worker.health()'), '42501', 'nor call the engine');

select * from finish();
rollback;
