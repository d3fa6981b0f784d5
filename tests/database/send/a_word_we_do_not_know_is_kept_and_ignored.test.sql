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
create function pg_temp.hear() returns jsonb language sql as $$
  select worker.receive_status('AC00000000000000000000000000000001', 'SM1', 'teleported', null,
    part::uuid) from sent
$$;

select lives_ok('select pg_temp.hear()', 'the carrier may invent a status');
select results_eq('select status from public.message_parts', array['sending'],
  'the part stays as it was');
select results_eq('select status from public.message_status_events', array['teleported'],
  'the word is kept');
select is(pg_temp.hear() -> 'news', 'false', 'and is no news');

select * from finish();
rollback;
