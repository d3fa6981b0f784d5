begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

create temp table first as
  select lease, tests.begin_part(lease) as answer from tests.send_lease() lease;

select is(worker.settle_send(lease, jsonb_build_object('part_id', answer -> 'part_id',
  'kind', 'accepted', 'sid', 'SM1')), '{"held": true, "known": true}', 'accepted') from first;
select results_eq($$
  select p.status, p.twilio_message_sid, m.status, m.twilio_message_sid, m.sent_at = p.accepted_at
  from public.message_parts p join public.messages m on m.id = p.message_id
$$, $$ values ('sent', 'SM1', 'sent', 'SM1', true) $$, 'the text is sent, with its SID');
select results_eq('select status, result_json from public.agent_tasks',
  $$ values ('completed', '{"text": "sent"}'::jsonb) $$, 'its task is over');
select is(tests.begin_part(lease) ->> 'reason', 'over', 'nothing is left to begin') from first;
select is(worker.settle_send(gen_random_uuid(), jsonb_build_object('part_id', answer -> 'part_id',
  'kind', 'rejected')), '{"held": false, "known": false}', 'a stranger''s word counts for nothing')
from first;

select * from finish();
rollback;
