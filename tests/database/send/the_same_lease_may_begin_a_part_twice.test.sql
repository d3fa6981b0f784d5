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
create temp table again as select pg_temp.begin(lease) as answer from first;

select is(answer -> 'ok', 'true', 'a part may be begun') from first;
select is(answer -> 'validity_seconds', '14400', 'and is worth sending for four hours') from first;
select results_eq('select answer from again', 'select answer from first',
  'its worker may ask again, and hears the same');
select results_eq('select p.status, m.status from public.message_parts p, public.messages m',
  $$ values ('sending', 'sending') $$, 'it stands as sending before it leaves');
select results_eq('select started_at is not null from public.agent_tasks', array[true],
  'and its task as started');

select * from finish();
rollback;
