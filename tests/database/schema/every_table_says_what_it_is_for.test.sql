begin;
set local search_path = extensions, public;
select plan(2);

select is_empty($$
  select c.oid::regclass from pg_class c
  where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    and c.relkind in ('r', 'p', 'v') and not c.relispartition
    and obj_description(c.oid, 'pg_class') is null
$$, 'every table and view has a comment');

select is_empty($$
  select p.oid::regprocedure from pg_proc p
  where p.pronamespace = 'worker'::regnamespace and obj_description(p.oid, 'pg_proc') is null
$$, 'every function of worker has one');

select * from finish();
rollback;
