begin;
set local search_path = extensions, public;
select plan(3);

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

do $$ declare
  held uuid := pg_temp.lease();
begin
  perform worker.settle_send(held, jsonb_build_object('part_id', pg_temp.begin(held) -> 'part_id',
    'kind', 'rejected', 'error_code', 21211));
end $$;

select results_eq('select status, error_code from public.message_parts',
  $$ values ('failed', 21211) $$, 'the part keeps the carrier''s code');
select results_eq('select status from public.messages', array['failed'], 'the text has failed');
select results_eq('select status, result_json from public.agent_tasks',
  $$ values ('completed', '{"text": "failed", "error_code": 21211}'::jsonb) $$,
  'and its task is over: it is not tried again');

select * from finish();
rollback;
