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

create temp table first as select pg_temp.lease() as lease;
do $$ begin
  perform worker.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "STOP", "keyword": "stop"}');
end $$;

select is(pg_temp.begin(lease), '{"ok": false, "reason": "opted_out"}', 'the last look sees it')
from first;
select is_empty('select * from public.message_parts', 'nothing is begun');
select results_eq($$
  select status, status_reason from public.messages where direction = 'outbound'
$$, $$ values ('cancelled', 'opted_out') $$, 'the text is cancelled, and says why');
select results_eq($$ select status, result_json from public.agent_tasks $$,
  $$ values ('completed', '{"stopped": "opted_out"}'::jsonb) $$, 'its task is over');
select is(pg_temp.begin(lease), '{"ok": false, "reason": "over"}', 'for good') from first;

select * from finish();
rollback;
