begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
end $$;

select results_eq($$
  select tenant_id, poc_agent_type, verified, last_active from public.users
  where phone_number = '+14155550123'
$$, $$ values ('00000000-0000-4000-8000-000000000001'::uuid, 'bouncer', false, now()) $$,
  'an unverified person of the sender''s tenant, at the door');
select results_eq($$
  select u.phone_number, c.phone_number, c.channel, c.status, c.sender_id
  from public.conversations c join public.users u on u.id = c.user_id
$$, $$ values ('+14155550123', '+14155550123', 'sms', 'active',
  '00000000-0000-4000-8000-000000000011'::uuid) $$, 'and a thread with the number they texted');

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM2", "from": "+14155550123", "body": "hi again"}');
end $$;
select results_eq('select count(*), max(last_position) from public.conversations',
  'values (1::bigint, 2::bigint)', 'the next text goes into the same thread');

select * from finish();
rollback;
