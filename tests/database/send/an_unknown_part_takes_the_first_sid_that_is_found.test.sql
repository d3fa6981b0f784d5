begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

insert into public.messages (id, conversation_id, role, direction, content, status) values
  ('c0000000-0000-4000-8000-000000000002', 'c0000000-0000-4000-8000-000000000001', 'concierge',
   'outbound', 'hello', 'failed');
insert into public.message_parts (tenant_id, message_id, part_index, part_count, body, encoding,
    segments, status, sending_at, lease_token, twilio_message_sid,
    accepted_at) values
  ('00000000-0000-4000-8000-000000000001', 'c0000000-0000-4000-8000-000000000002', 0, 1, 'hello',
   'GSM-7', 1, 'sent', now(), gen_random_uuid(), 'SM1', now());
create temp table held as
  select lease, tests.begin_part(lease) as part from tests.send_lease() lease;
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
