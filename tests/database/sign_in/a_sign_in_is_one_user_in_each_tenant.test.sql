begin;
set local search_path = extensions, public;
select plan(4);

insert into auth.users (id, email, email_confirmed_at, phone, phone_confirmed_at) values
  ('a0000000-0000-4000-8000-000000000001', 'g@h.example', now(),
   '14155550111', now());
insert into public.users (id, tenant_id, phone_number, email, email_verified, last_active_at)
select ('20000000-0000-4000-8000-00000000000' || n)::uuid,
  ('00000000-0000-4000-8000-00000000000' || tenant)::uuid, phone, email, email is not null,
  now() - n * interval '1 day'
from (values (1, 1, '+14155550199', 'g@h.example'),
  (3, 2, '+14155550111', null), (4, 3, '+14155550197', 'G@H.example'))
  u (n, tenant, phone, email);
update public.users set last_active_at = now() where id = '00000000-0000-4000-8000-000000000021';

select results_eq('select tests.link_sign_in()', $$
  select '20000000-0000-4000-8000-00000000000' || n from unnest(array[1, 3, 4]) n
$$, 'in each tenant, by its address before its number');
select is_empty('select tests.link_sign_in()', 'and never a second of the same tenant');
select is_empty($$ select tenant_id from public.users where auth_id is not null
  group by 1 having count(*) > 1 $$, 'each has one');
select throws_ok($$ update public.users set auth_id = 'a0000000-0000-4000-8000-000000000001'
  where id = '00000000-0000-4000-8000-000000000021' $$, '23505', null, 'nor can it be given one');

select * from finish();
rollback;
