begin;
set local search_path = extensions, public;
select plan(5);

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

create temp table first as select lease, pg_temp.begin(lease) as answer from pg_temp.lease() lease;

select is(worker.settle_send(lease, jsonb_build_object('part_id', answer -> 'part_id',
  'kind', 'accepted', 'sid', 'SM1')), '{"held": true, "known": true}', 'accepted') from first;
select results_eq($$
  select p.status, p.twilio_message_sid, m.status, m.twilio_message_sid, m.sent_at = p.accepted_at
  from public.message_parts p join public.messages m on m.id = p.message_id
$$, $$ values ('sent', 'SM1', 'sent', 'SM1', true) $$, 'the text is sent, with its SID');
select results_eq('select status, result_json from public.agent_tasks',
  $$ values ('completed', '{"text": "sent"}'::jsonb) $$, 'its task is over');
select is(pg_temp.begin(lease) ->> 'reason', 'over', 'nothing is left to begin') from first;
select is(worker.settle_send(gen_random_uuid(), jsonb_build_object('part_id', answer -> 'part_id',
  'kind', 'rejected')), '{"held": false, "known": false}', 'a stranger''s word counts for nothing')
from first;

select * from finish();
rollback;
