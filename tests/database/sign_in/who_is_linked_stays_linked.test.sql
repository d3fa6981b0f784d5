begin;
set local search_path = extensions, public;
select plan(2);

insert into auth.users (id, email, email_confirmed_at, phone, phone_confirmed_at) values
  ('a0000000-0000-4000-8000-000000000001', 'grace@cobol-yachts.example', now(),
   '14155550111', now());
insert into auth.users (id) values ('a0000000-0000-4000-8000-000000000002');
update public.users set auth_id = 'a0000000-0000-4000-8000-000000000002', last_active_at = now()
where id = '00000000-0000-4000-8000-000000000021';

select is_empty('select tests.link_sign_in()', 'whoever else proves the same address and number');
select results_eq('select auth_id::text from public.users where email_verified',
  array['a0000000-0000-4000-8000-000000000002'], 'is not linked in their place');

select * from finish();
rollback;
