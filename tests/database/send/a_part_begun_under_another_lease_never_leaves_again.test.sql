begin;
set local search_path = extensions, public;
select plan(6);

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
-- Its worker dies between the commit and the answer of the carrier.
do $$ begin perform worker.process_tasks_batch(now() + interval '3 minutes'); end $$;
select is(pg_temp.begin(lease), '{"ok": false, "reason": "lease_lost"}', 'the dead may not go on')
from first;

create temp table second as
  select lease, pg_temp.begin(lease) as answer from pg_temp.lease(now() + interval '1 hour') lease;
select is(answer ->> 'reason', 'unknown', 'whoever has the lane then is told: it may have left')
from second;
select is(pg_temp.begin(lease) ->> 'reason', 'unknown', 'as often as they ask') from second;
select results_eq('select p.status, m.status from public.message_parts p, public.messages m',
  $$ values ('unknown', 'unknown') $$, 'its fate is unknown');
select is(second.answer -> 'part_id', first.answer -> 'part_id', 'it is the same part')
from first, second;
select results_eq('select count(*) from public.message_parts', 'values (1::bigint)',
  'and the only one');

select * from finish();
rollback;
