begin;
set local search_path = extensions, public;
select plan(5);

insert into auth.users (id, email) values
  ('a0000000-0000-4000-8000-000000000001', 'Owner@Yachtparty.example');
insert into public.operators (tenant_id, email, role) values
  ('00000000-0000-4000-8000-000000000001', 'owner@yachtparty.example', 'viewer'),
  ('00000000-0000-4000-8000-000000000002', 'owner@yachtparty.example', 'owner'),
  ('00000000-0000-4000-8000-000000000003', 'somebody@else.example', 'owner');
create function pg_temp.links() returns text language sql as $$
  select tests.answer('member',
    'select string_agg(role, '' '' order by tenant_id) from public.link_sign_in()')
$$;

select is(pg_temp.links(), null, 'an address that Auth has not confirmed is no invitation');
update auth.users set email_confirmed_at = now();
select is(pg_temp.links(), 'viewer owner', 'a confirmed one is, in every tenant that invited it');
select is(pg_temp.links(), null, 'once');
select results_eq($$ select email from public.operators where auth_id is null $$,
  array['somebody@else.example'], 'nobody else''s invitation is taken');
select is(tests.answer('member', 'select count(*) from public.tenants'), '2',
  'and they see those tenants');

select * from finish();
rollback;
