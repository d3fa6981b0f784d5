begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

create temp table sent as select lease, tests.begin_part(lease) ->> 'part_id' as part
  from tests.send_lease() lease;

select is(worker.receive_status('AC00000000000000000000000000000001', 'SM1', 'delivered', null,
  part::uuid), '{"known": true, "news": true}', 'a callback carries our own id') from sent;
select results_eq('select p.status, p.twilio_message_sid, m.status, m.twilio_message_sid
  from public.message_parts p join public.messages m on m.id = p.message_id',
  $$ values ('delivered', 'SM1', 'delivered', 'SM1') $$, 'the part is delivered, and has its SID');
select is(worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'accepted',
  'sid', 'SM1')), '{"held": true, "known": true}', 'then the carrier answers us') from sent;
select results_eq('select p.status, t.status from public.message_parts p, public.agent_tasks t',
  $$ values ('delivered', 'completed') $$, 'which takes nothing back, and ends the task');

select * from finish();
rollback;
