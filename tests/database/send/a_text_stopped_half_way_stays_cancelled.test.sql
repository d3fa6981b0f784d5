begin;
set local search_path = extensions, public;
select plan(3);

insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id) values
  ('c0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', '+14155550111', '00000000-0000-4000-8000-000000000011');
insert into public.messages (conversation_id, role, direction, content) values
  ('c0000000-0000-4000-8000-000000000001', 'concierge', 'outbound', 'a text of two parts');
set constraints all immediate;
create temp table held as
  select (worker.claim('sms-sender') -> 'turns' -> 0 ->> 'lease')::uuid as lease;
create function pg_temp.begin(part integer, settled jsonb default null) returns jsonb
language sql as $$
  select worker.begin_send(lease, t.id, jsonb_build_object('index', part, 'count', 2,
    'body', 'half', 'encoding', 'GSM-7', 'segments', 1), settled)
  from held, public.agent_tasks t where t.task_type = 'send_sms'
$$;
create temp table first as select pg_temp.begin(0) ->> 'part_id' as part;
insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_out', 'operator' from public.users;

select is(pg_temp.begin(1, jsonb_build_object('part_id', part, 'kind', 'accepted', 'sid', 'SM1')),
  '{"ok": false, "reason": "opted_out"}', 'an opt-out comes between its parts') from first;
select is(worker.receive_status('AC00000000000000000000000000000001', 'SM1', 'delivered')
  -> 'known', 'true', 'the first part is delivered');
select results_eq($$ select status, status_reason from public.messages $$,
  $$ values ('cancelled', 'opted_out') $$, 'the text was cancelled, and still is');

select * from finish();
rollback;
