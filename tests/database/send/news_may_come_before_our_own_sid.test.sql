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

create temp table sent as select lease, pg_temp.begin(lease) ->> 'part_id' as part
  from pg_temp.lease() lease;

select is(worker.receive_status('AC00000000000000000000000000000001', 'SM1', 'delivered', null,
  part::uuid), '{"known": true, "news": true}', 'a callback carries our own id') from sent;
select results_eq('select p.status, p.twilio_message_sid, m.status, m.twilio_message_sid
  from public.message_parts p join public.messages m on m.id = p.message_id',
  $$ values ('delivered', 'SM1', 'delivered', 'SM1') $$, 'the part is delivered, and has its SID');
select is(worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'accepted',
  'sid', 'SM1')), '{"held": true, "known": true}', 'then the carrier answers us') from sent;
select results_eq('select p.status, t.status from public.message_parts p, public.agent_tasks t',
  $$ values ('delivered', 'completed') $$, 'which takes nothing back, and ends the task');

select * from finish();
rollback;
