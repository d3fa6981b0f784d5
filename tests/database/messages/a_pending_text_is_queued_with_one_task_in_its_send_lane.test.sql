begin;
set local search_path = extensions, public;
select plan(3);

insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id) values
  ('c0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', '+14155550111', '00000000-0000-4000-8000-000000000011');
insert into public.messages (conversation_id, role, direction, content, status, screen) values
  ('c0000000-0000-4000-8000-000000000001', 'concierge', 'outbound', 'hello', 'pending', null),
  ('c0000000-0000-4000-8000-000000000001', 'concierge', 'outbound', 'never mind', 'failed',
   null),
  ('c0000000-0000-4000-8000-000000000001', 'user', 'inbound', 'hi', 'received',
   tests.screen());
set constraints all immediate;

select results_eq('select status from public.messages order by position',
  array['queued_for_send', 'failed', 'received'], 'pending is stored as queued_for_send');
select results_eq($$
  select t.task_type, t.lane_key, t.seq, t.status, t.context_json ->> 'message_id', t.trace_id
  from public.agent_tasks t
$$, $$
  select 'send_sms', 'send:c0000000-0000-4000-8000-000000000001', 1::bigint, 'pending',
    m.id::text, m.trace_id
  from public.messages m where m.position = 1
$$, 'and has the only task, first in the send lane, on the same trace');
select results_eq('select function_name, due from private.lanes',
  $$ values ('sms-sender', now()) $$, 'which is due now on the sender');

select * from finish();
rollback;
