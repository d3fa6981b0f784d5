begin;
set local search_path = extensions, public;
select plan(3);

insert into auth.users (id, email, email_confirmed_at, phone, phone_confirmed_at) values
  ('a0000000-0000-4000-8000-000000000001', null, now(), null, now());
update public.users set email = null, phone_number = '+14155550199', last_active_at = now();

select is_empty('select tests.link_sign_in()', 'a sign-in with nothing to prove is nobody');
select is(tests.attempt('anon', null, 'select * from public.link_sign_in()'), '42501',
  'a visitor may not ask');
select is(tests.answer('stranger', 'select user_id from public.link_sign_in()'), null,
  'and a token whose sign-in is gone links nothing');

select * from finish();
rollback;
