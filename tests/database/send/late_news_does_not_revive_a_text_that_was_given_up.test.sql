begin;
set local search_path = extensions, public;
select plan(2);

insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id) values
  ('10000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', '+14155550111', '00000000-0000-4000-8000-000000000011');
insert into public.messages (conversation_id, role, direction, content)
  values ('10000000-0000-4000-8000-000000000001', 'concierge', 'outbound', 'a long text');
set constraints all immediate;
create temp table turn as select worker.claim('sms-sender') -> 'turns' -> 0 as t;
create temp table begun as select worker.begin_send((t ->> 'lease')::uuid,
  (t -> 'tasks' -> 0 ->> 'id')::uuid,
  '{"index": 0, "count": 2, "body": "a long", "encoding": "GSM-7", "segments": 1}') as b from turn;
select worker.settle_send((t ->> 'lease')::uuid,
  jsonb_build_object('part_id', b ->> 'part_id', 'kind', 'abandoned')) from turn, begun;

select is((select status from public.messages where content like '%a long text'), 'unknown',
  'given up, its fate unknown');
select worker.receive_status('AC00000000000000000000000000000001', 'SMlate', 'delivered', null,
  (b ->> 'part_id')::uuid) from begun;
select is((select status from public.messages where content like '%a long text'), 'failed',
  'half of it arrived: that is a failure, and nothing is on its way');

select * from finish();
rollback;
