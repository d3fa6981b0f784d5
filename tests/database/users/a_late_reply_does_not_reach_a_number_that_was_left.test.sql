begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
  update public.users set phone_number = '+14155550122';
end $$;
create temp table turn as
  select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0 ->> 'lease' as lease;
do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'done',
    'actions', '[{"type": "reply", "input": {"text": "Hello Grace"}}]'::jsonb))) from turn;
end $$;
create temp table send as
  select t ->> 'lease' as lease, t -> 'tasks' -> 0 ->> 'id' as task_id
  from jsonb_array_elements(worker.claim('sms-sender') -> 'turns') t;
do $$ begin
  perform worker.begin_send(lease::uuid, task_id::uuid, '{"index": 0, "count": 1,
    "body": "Hello Grace", "encoding": "GSM-7", "segments": 1}') from send;
end $$;

select is_empty('select * from public.message_parts',
  'nothing leaves for a number that may be somebody else''s now');
select is_empty($$
  select * from public.messages where direction = 'outbound' and status <> 'cancelled'
$$, 'what was written for it is cancelled');

select * from finish();
rollback;
