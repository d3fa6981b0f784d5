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

do $$ declare
  held uuid := pg_temp.lease();
  part jsonb := pg_temp.begin(held) - 'ok' - 'validity_seconds';
begin
  perform worker.settle_send(held, part || '{"kind": "unknown"}');
  perform worker.settle_send(held, part || '{"kind": "abandoned"}');
end $$;

select results_eq('select status from public.message_parts', array['unknown'],
  'its fate stays unknown');
select results_eq('select status, status_reason from public.messages',
  $$ values ('unknown', 'fate_unknown') $$, 'the text says so');
select results_eq('select status from public.agent_tasks', array['completed'], 'the lane goes on');
select results_eq($$ select worker.receive_status('AC00000000000000000000000000000001', 'SM1',
  'delivered', null, id) from public.message_parts $$,
  $$ values ('{"known": true, "news": true}'::jsonb) $$, 'and news of it is still welcome');

select * from finish();
rollback;
