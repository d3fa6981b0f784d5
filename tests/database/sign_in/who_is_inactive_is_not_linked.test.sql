begin;
set local search_path = extensions, public;
select plan(2);

insert into auth.users (id, email, email_confirmed_at, phone, phone_confirmed_at) values
  ('a0000000-0000-4000-8000-000000000001', 'grace@cobol-yachts.example', now(),
   '14155550111', now());
update public.users set is_active = false, last_active_at = now();

select is_empty('select tests.link_sign_in()', 'neither by address nor by number');
select is_empty('select * from public.users where auth_id is not null', 'nobody is');

select * from finish();
rollback;
