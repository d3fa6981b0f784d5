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
  'kind', 'later', 'error_code', 20429)), '{"held": true, "known": false}', 'a 429 is no answer')
from first;
select results_eq('select status, twilio_message_sid from public.message_parts',
  $$ values ('queued', null) $$, 'the carrier never had it');

do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'snooze',
    'snooze_seconds', 30))) from first;
end $$;
select is(pg_temp.lease(), null, 'it waits');
create temp table second as
  select lease, pg_temp.begin(lease) as answer from pg_temp.lease(now() + interval '30 s') lease;
select is(answer -> 'ok', 'true', 'and another lease may begin it again') from second;
select is(second.answer -> 'part_id', first.answer -> 'part_id', 'as the same part')
from first, second;

select * from finish();
rollback;
