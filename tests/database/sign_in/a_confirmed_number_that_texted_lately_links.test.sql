begin;
set local search_path = extensions, public;
select plan(4);

insert into auth.users (id, phone) values
  ('a0000000-0000-4000-8000-000000000001', '14155550111');
do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
end $$;

select is_empty('select tests.link_sign_in()', 'Auth has not confirmed it');
update auth.users set phone_confirmed_at = now(), phone = '14155550112';
select is_empty('select tests.link_sign_in()', 'another number is somebody else');
update auth.users set phone = '14155550111';
select results_eq('select tests.link_sign_in()', array['00000000-0000-4000-8000-000000000021'],
  'with or without the plus that Auth leaves out');
update public.users set auth_id = null;
update auth.users set phone = '+14155550111';
select results_eq('select tests.link_sign_in()', array['00000000-0000-4000-8000-000000000021'],
  'it is the same');

select * from finish();
rollback;
