begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM2", "from": "+14155550144", "body": "hi"}');
  set constraints all immediate;
  set constraints all deferred;
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM3", "from": "+14155550123", "body": "stop", "keyword": "stop"}');
end $$;
create temp view work as
  select u.phone_number, t.status, l.due is not null as waits, m.unanswered_reason, e.processed
  from public.agent_tasks t
  join public.users u on u.id = t.user_id
  join private.lanes l using (lane_key)
  join public.messages m on m.user_id = u.id and m.content = 'hi'
  join public.events e on e.id = t.event_ids[1];

select results_eq($$ select status from work where phone_number = '+14155550123' $$,
  array['cancelled'], 'the reply that was not begun is cancelled');
select results_eq($$ select waits from work where phone_number = '+14155550123' $$,
  array[false], 'nothing waits in its lane');
select results_eq($$ select unanswered_reason from work where phone_number = '+14155550123' $$,
  array['opted_out'], 'the text it was to answer says why it has none');
select results_eq($$ select processed from work where phone_number = '+14155550123' $$,
  array[true], 'and its event is processed');
select results_eq($$ select status, waits from work where phone_number = '+14155550144' $$,
  $$ values ('pending', true) $$, 'somebody else''s reply still waits');

select * from finish();
rollback;
