begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin
  perform tests.a_page();
  update public.users set phone_number = '+14155550131'
    where id = '00000000-0000-4000-8000-000000000031';
end $$;
create function pg_temp.back() returns void language sql as $$
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_in', 'keyword' from public.users where phone_number = '+14155550131'
$$;
create function pg_temp.told() returns bigint language sql as $$
  select count(*) from tests.page where content ~ 'no more texts'
$$;

select matches(tests.write(1, screen => tests.screen('high'), opts_out => 'en')
  #>> '{answer,text}', '988.*You get no more texts', 'the words in a crisis end with it');
select is(pg_temp.told(), 1::bigint, 'and nothing else says it');
do $$ begin perform pg_temp.back(); end $$;
select is(tests.write(2, screen => tests.screen('high'), opts_out => 'en') ->> 'fixed_words', null,
  'said again within minutes, a crisis has no words');
select is(pg_temp.told(), 2::bigint, 'and the opt-out has its own');

-- One that they told of by text, which nobody may answer there any more.
insert into public.senders (id, tenant_id, phone_number, account_sid, auth_token_secret)
  select 'e0000000-0000-4000-8000-000000000001', tenant_id, '+14155550198',
    'AC' || repeat('0', 32), 'none' from public.users where phone_number = '+14155550131';
do $$ begin
  perform pg_temp.back();
  perform worker.receive_sms('e0000000-0000-4000-8000-000000000001', jsonb_build_object(
    'message_sid', 'c1', 'from', '+14155550131', 'body', 'a text',
    'screen', tests.screen('critical', 'suicide_now')));
  perform tests.write(3, opts_out => 'en');
end $$;
select isnt_empty($$ select from public.alerts where kind = 'crisis_unreached' $$,
  'operators are told that they are out of reach of texts');

do $$ begin perform pg_temp.back(); end $$;
update public.users set blocked_at = now(), blocked_reason = 'a test'
  where phone_number = '+14155550131';
select is(tests.write(4, opts_out => 'en') ->> 'state', 'unanswered', 'who is blocked is told nothing');
select is((select opted_out_at from public.users where phone_number = '+14155550131') is not null,
  true, 'and taken at their word');

select * from finish();
rollback;
