begin;
set local search_path = extensions, public;
select plan(2);

select is_empty($$
  select p.tablename, r.role, p.cmd, count(*)
  from pg_policies p cross join unnest(p.roles) r (role)
  where p.schemaname = 'public' and p.permissive = 'PERMISSIVE'
  group by 1, 2, 3 having count(*) > 1
$$, 'no table has two permissive policies for the same role and command');

select is_empty($$
  select p.tablename, p.policyname from pg_policies p
  where p.schemaname = 'public' and (p.cmd <> 'SELECT' or p.roles <> array['authenticated'::name])
$$, 'every policy is about reading, and about those who are signed in');

select * from finish();
rollback;
