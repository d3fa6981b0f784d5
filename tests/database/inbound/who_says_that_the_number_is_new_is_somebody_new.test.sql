begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin
  perform tests.consented();
  perform tests.text_in('SM1', body => 'my berth is 12');
  perform tests.queue_text('for Grace');
  perform tests.decide(now());
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, processed)
    select tenant_id, id, 'answer', 5, 'user', id, 'a key', true from public.users;
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', '{"message_sid": "SM2",
    "from": "+14155550111", "body": "new phone who dis", "new_owner": true}');
end $$;
create temp table newcomer as select * from public.users where phone_number = '+14155550111';

select is(first_name, null, 'nothing of the old name') from newcomer;
select is(credit_balance, 0, 'nor of the credits') from newcomer;
select is(count(*), 1::bigint, 'nor of what was said') from public.messages m
  where m.user_id = (select id from newcomer);
select is(verified or email_verified, false, 'who must register anew') from newcomer;
select results_eq($$ select first_name, credit_balance, is_active from public.users
  where phone_number is null $$, $$ values ('Grace', 5, true) $$, 'Grace keeps all but the number');
do $$ begin perform tests.decide(); end $$;
select is(reason, 'no_number', 'what waited for her does not go to it') from tests.queued;
do $$ begin
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_out', 'keyword' from newcomer;
  update public.users set first_name = 'Ada' where id = (select id from newcomer);
end $$;
select is(tests.receive_sms('00000000-0000-4000-8000-000000000011', '{"message_sid": "SM3",
  "from": "+14155550111", "body": "wrong number", "new_owner": true}') ->> 'unanswered_reason',
  'opted_out', 'an opt-out stays with the number');
select is(count(*), 3::bigint, 'whoever has it') from public.users
  where tenant_id = '00000000-0000-4000-8000-000000000001';

select * from finish();
rollback;
