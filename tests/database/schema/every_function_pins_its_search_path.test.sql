begin;
set local search_path = extensions, public;
select plan(2);

select is_empty($$
  select p.oid::regprocedure
  from pg_proc p
  where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace, 'worker'::regnamespace)
    and not coalesce('search_path=""' = any (p.proconfig), false)
$$, 'every function of public, private and worker has an empty search_path');

select cmp_ok(
  (select count(*) from pg_proc p
    where p.pronamespace in ('private'::regnamespace, 'worker'::regnamespace)),
  '>', 50::bigint, 'there are functions to look at');

select * from finish();
rollback;
