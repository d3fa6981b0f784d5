begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
end $$;

select throws_ok($$
  insert into public.messages
    (conversation_id, role, direction, content, status, twilio_message_sid, screen)
  select id, 'user', 'inbound', 'hi', 'received', 'SM1', tests.screen() from public.conversations
$$, '23505', null, 'the database itself refuses a second text with the same SID');
select lives_ok($$
  insert into public.messages
    (conversation_id, role, direction, content, status, twilio_message_sid, screen)
  select id, 'user', 'inbound', 'hi', 'received', 'SM2', tests.screen() from public.conversations
$$, 'the same words with another SID are another text');

select * from finish();
rollback;
