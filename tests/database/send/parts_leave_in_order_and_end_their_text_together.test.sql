begin;
set local search_path = extensions, public;
select plan(5);

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
  from held, public.agent_tasks t
$$;
create temp table first as select pg_temp.begin(0) ->> 'part_id' as part;
create temp table second as
  select pg_temp.begin(1, jsonb_build_object('part_id', part, 'kind', 'accepted', 'sid', 'SM1'))
    ->> 'part_id' as part from first;

select results_eq('select part_index, status from public.message_parts order by 1',
  $$ values (0, 'sent'), (1, 'sending') $$, 'the second begins where the first is settled');
select is(pg_temp.begin(0) ->> 'reason', 'already_sent', 'the first does not leave again');
select results_eq('select m.status, t.status from public.messages m, public.agent_tasks t',
  $$ values ('sending', 'processing') $$, 'half a text is not a text');
do $$ begin
  perform worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'accepted',
    'sid', 'SM2')) from held, second;
end $$;
select results_eq('select m.status, t.status from public.messages m, public.agent_tasks t',
  $$ values ('sent', 'completed') $$, 'with the last part it is sent, and its task is over');
select results_eq('select twilio_message_sid from public.messages', array['SM1'],
  'it goes by the SID of its first');

select * from finish();
rollback;
