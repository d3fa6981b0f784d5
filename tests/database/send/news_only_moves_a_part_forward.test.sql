begin;
set local search_path = extensions, public;
select plan(9);

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

create temp table sent as select lease, pg_temp.begin(lease) -> 'part_id' as part
  from pg_temp.lease() lease;
do $$ begin
  perform worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'accepted',
    'sid', 'SM1')) from sent;
end $$;
create function pg_temp.hear(status text) returns text language sql as $$
  select worker.receive_status('AC00000000000000000000000000000001', 'SM1', hear.status) ->> 'news'
$$;

select is(pg_temp.hear('sending'), 'false', 'sending: we knew more');
select is(pg_temp.hear('delivered'), 'true', 'delivered');
select is(pg_temp.hear('delivered'), 'false', 'delivered again');
select is(pg_temp.hear('sent'), 'false', 'sent, late');
select is(pg_temp.hear('undelivered'), 'false', 'undelivered, after all: what was delivered stays');
select results_eq('select status, delivered_at is not null from public.message_parts',
  $$ values ('delivered', true) $$, 'the part is delivered');
select results_eq('select status, delivered_at is not null from public.messages',
  $$ values ('delivered', true) $$, 'and so is the text');
select results_eq('select status from public.message_status_events order by received_at',
  array['sending', 'delivered', 'sent', 'undelivered'], 'each word is kept once, as it came');
select throws_ok('update public.message_status_events set status = ''sent''', '23001', null,
  'and never rewritten');

select * from finish();
rollback;
