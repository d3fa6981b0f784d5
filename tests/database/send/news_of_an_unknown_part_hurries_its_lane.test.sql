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
do $$ begin
  perform worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'unknown'))
    from sent;
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'snooze',
    'snooze_seconds', 45))) from sent;
  perform worker.answer_bell('sms-sender');
end $$;
select results_eq('select due from private.lanes', $$ values (now() + interval '45 seconds') $$,
  'the lane waits to learn what became of a part');
do $$ begin
  perform worker.receive_status('AC00000000000000000000000000000001', 'SM1', 'sent', null,
    part::uuid) from sent;
end $$;

select results_eq('select status from public.message_parts', array['sent'], 'a callback tells');
select results_eq('select due from private.lanes', $$ values (now()) $$, 'it may go on at once');
select results_eq($$ select pending from private.bells where function_name = 'sms-sender' $$,
  array[true], 'and its sender is rung');

select * from finish();
rollback;
