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

create temp table sent as select pg_temp.begin(lease) ->> 'part_id' as part
  from pg_temp.lease() lease;
insert into public.senders (tenant_id, phone_number, account_sid, auth_token_secret) values
  ('00000000-0000-4000-8000-000000000002', '+14155550200',
   'AC00000000000000000000000000000002', 'another_token');

select is(worker.receive_status('AC00000000000000000000000000000002', 'SM1', 'delivered', null,
  part::uuid), '{"known": false, "news": false}', 'another tenant''s account names our part')
from sent;
select results_eq('select status, twilio_message_sid from public.message_parts',
  $$ values ('sending', null) $$, 'the part is untouched');
select results_eq('select right(tenant_id::text, 1), part_id from public.message_status_events',
  $$ values ('2', null::uuid) $$, 'the word is kept with the tenant whose account said it');
select is(worker.receive_status('AC00000000000000000000000000000001', 'SM9', 'delivered'),
  '{"known": false, "news": false}', 'a text that we do not know is no error');

select * from finish();
rollback;
