begin;
set local search_path = extensions, public;
select plan(4);

insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id) values
  ('c0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', '+14155550111', '00000000-0000-4000-8000-000000000011');
insert into public.messages (conversation_id, role, direction, content) values
  ('c0000000-0000-4000-8000-000000000001', 'concierge', 'outbound', 'hello');
set constraints all immediate;
create function pg_temp.lease(at timestamptz default now()) returns uuid language sql as $$
  select (worker.claim('sms-sender', 1, at) -> 'turns' -> 0 ->> 'lease')::uuid
$$;
create function pg_temp.begin(lease uuid) returns jsonb language sql as $$
  select worker.begin_send(lease, id, '{"index": 0, "count": 1, "body": "hello",
    "encoding": "GSM-7", "segments": 1}') from public.agent_tasks where task_type = 'send_sms'
$$;

create temp table held as select pg_temp.lease() as lease;

update public.senders set paused_at = now(), paused_reason = 'complaints';
select is(pg_temp.begin(lease), '{"ok": false, "reason": "paused"}', 'the number') from held;
update public.senders set paused_at = null, paused_reason = null;
update public.tenants set paused_at = now();
select is(pg_temp.begin(lease), '{"ok": false, "reason": "paused"}', 'the tenant') from held;
update public.tenants set paused_at = null;
select is_empty('select * from public.message_parts', 'nothing was begun');
select is(pg_temp.begin(lease) -> 'ok', 'true', 'then it goes on') from held;

select * from finish();
rollback;
