begin;
set local search_path = extensions, public;
select plan(12);

create function pg_temp.last_word() returns text language sql as $$
  select content from public.messages where direction = 'outbound' order by position desc limit 1
$$;
create function pg_temp.leave(sid text, more jsonb default '{}') returns text language sql as $$
  select tests.ask_of_data(sid, 'erase', '{"said": "opt_out", "language": "en"}'::jsonb || more)
$$;
create function pg_temp.back() returns void language sql as $$
  insert into public.consent_events (tenant_id, user_id, kind, source) select tenant_id, id,
    'opt_in', 'keyword' from public.users where phone_number = '+14155550111';
  update public.data_requests set status = 'lapsed' where status = 'asked'
$$;

select is(pg_temp.leave('u1'), 'opt_out_said', 'an opt-out stays one');
select matches(pg_temp.last_word(), 'You are unsubscribed.*answer DELETE within an hour',
  'whose one confirmation asks');
select is(tests.ask_of_data('u2', 'yes'), 'data_request', 'YES answers it');
select results_eq('select status from tests.erasures', array['confirmed'], 'and it is done');
select is((select receipt_id from public.data_requests), null, 'without a receipt');
delete from public.agent_tasks where task_type = 'erase_person';
update public.data_requests set status = 'withdrawn', confirmed_at = null;
do $$ begin
  perform pg_temp.back();
  perform pg_temp.leave('u3', jsonb_build_object('screen', tests.screen('high')));
end $$;
select matches(pg_temp.last_word(), '988', 'in a crisis one text leaves, with its words');
select is((select asked_in from public.data_requests where status = 'asked'), null,
  'which asks for the word DELETE, and no YES answers it');
select is(tests.ask_of_data('u4', 'erase'), 'data_request', 'saying it again');
select is((select count(*) from tests.erasures where status = 'confirmed'), 1::bigint, 'is enough');
delete from public.agent_tasks where task_type = 'erase_person';
update public.data_requests set status = 'withdrawn', confirmed_at = null;

do $$ begin
  perform pg_temp.back();
  perform tests.ask_of_data('u5', 'erase',
    jsonb_build_object('screen', tests.screen('critical', 'suicide_now')));
end $$;
select set_eq($$ select purpose from public.messages where trace_id = (
  select trace_id from public.messages where twilio_message_sid = 'u5') and direction = 'outbound' $$,
  array['reply', 'crisis'], 'without an opt-out both are said: the question, and then 988');
select isnt(tests.ask_of_data('u6', 'yes'), 'data_request',
  'a YES to the words of a crisis deletes nothing');
select is(tests.ask_of_data('u7', 'erase_word'), 'data_request', 'DELETE does');

select * from finish();
rollback;
