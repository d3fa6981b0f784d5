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

insert into public.messages (id, conversation_id, role, direction, content, status) values
  ('c0000000-0000-4000-8000-000000000002', 'c0000000-0000-4000-8000-000000000001', 'concierge',
   'outbound', 'hello', 'cancelled');
insert into public.message_parts (tenant_id, message_id, part_index, part_count, body, encoding,
    segments, status, sending_at, lease_token, twilio_message_sid) values
  ('00000000-0000-4000-8000-000000000001', 'c0000000-0000-4000-8000-000000000002', 0, 1, 'hello',
   'GSM-7', 1, 'sent', now(), gen_random_uuid(), 'SM1');
create temp table held as select lease, pg_temp.begin(lease) as part from pg_temp.lease() lease;
create function pg_temp.settle(outcome jsonb) returns jsonb language sql as $$
  select worker.settle_send(lease, outcome || jsonb_build_object('part_id', part -> 'part_id'))
    -> 'known' from held
$$;
create temp view part as
  select status, twilio_message_sid from public.message_parts where lease_token =
    (select lease from held);

select is(pg_temp.settle('{"kind": "unknown"}'), 'false', 'the carrier hung up');
select is(pg_temp.settle('{"kind": "found", "sids": ["SM1"]}'), 'false',
  'its list has one such text, which is another''s');
select results_eq('select * from part', $$ values ('unknown', null) $$, 'so nothing is known');
select is(pg_temp.settle('{"kind": "found", "sids": ["SM1", "SM2", "SM3"]}'), 'true', 'later: two');
select results_eq('select * from part', $$ values ('sent', 'SM2') $$, 'ours is the first of them');

select * from finish();
rollback;
