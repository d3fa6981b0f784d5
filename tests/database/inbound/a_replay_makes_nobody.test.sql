begin;
set local search_path = extensions, public;
select plan(2);

select tests.receive_sms('00000000-0000-4000-8000-000000000011',
  '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
update public.users set phone_number = '+14155550124' where phone_number = '+14155550123';

select is(tests.receive_sms('00000000-0000-4000-8000-000000000011',
  '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}') ->> 'duplicate', 'true',
  'an old text that is played again is known by its SID');
select is_empty($$ select 1 from public.users where phone_number = '+14155550123' $$,
  'and opens nothing for the number it came from');

select * from finish();
rollback;
