begin;
set local search_path = extensions, public;
select plan(42);

insert into auth.users (id) values ('a0000000-0000-4000-8000-000000000003');
insert into public.operators (tenant_id, auth_id, role) values
  ('00000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000003', 'owner');
update public.users set auth_id = 'a0000000-0000-4000-8000-000000000003';

-- A member who is an owner of the tenant as well: nobody signed in may do more.
select is(tests.attempt('authenticated', 'a0000000-0000-4000-8000-000000000003',
  format(w.statement, t, key)), '42501',
  format(w.statement, t, key))
from unnest(array['users', 'conversations', 'messages', 'consent_events', 'message_parts',
  'message_status_events', 'events', 'agent_tasks', 'event_dead_letters', 'agent_actions_log',
  'agent_instances', 'senders', 'operators', 'tenants']) t,
  lateral (select case t when 'tenants' then 'id' else 'tenant_id' end) k (key),
  unnest(array['insert into public.%I default values', 'update public.%I set %I = null',
  'delete from public.%I']) w (statement);

select * from finish();
rollback;
