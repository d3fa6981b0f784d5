begin;
set local search_path = extensions, public;
select plan(3);

insert into auth.users (id)
  select ('a0000000-0000-4000-8000-00000000000' || n)::uuid from generate_series(1, 2) n;
insert into public.users (id, tenant_id, phone_number, auth_id)
  select ('20000000-0000-4000-8000-00000000000' || n)::uuid,
    '00000000-0000-4000-8000-000000000001', phone,
    ('a0000000-0000-4000-8000-00000000000' || n)::uuid
  from (values (1, null), (2, '+14155550199')) u (n, phone);

select lives_ok('delete from auth.users', 'a sign-in may be deleted');
select results_eq($$
  select phone_number, auth_id, is_active from public.users
  where id::text like '20000000%' order by id
$$, $$ values (null, null::uuid, false), ('+14155550199', null, true) $$,
  'who has a number stays active; who had nothing else does not, and stays');
select throws_ok($$ update public.users set is_active = true
  where id = '20000000-0000-4000-8000-000000000001' $$, '23514', null,
  'and cannot be active with no way to be reached');

select * from finish();
rollback;
