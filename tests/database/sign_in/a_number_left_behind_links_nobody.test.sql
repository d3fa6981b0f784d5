begin;
set local search_path = extensions, public;
select plan(1);

insert into auth.users (id, phone, phone_confirmed_at) values
  ('a0000000-0000-4000-8000-000000000001', '14155550111', now());
update public.users set phone_number = '+14155550199', last_active_at = now()
where id = '00000000-0000-4000-8000-000000000021';

select is_empty('select tests.link_sign_in()',
  'who has Grace''s old number signs in as nobody, though it stands in her history');

select * from finish();
rollback;
