begin;
set local search_path = extensions, public;
select plan(1);

select is_empty($$
  select c.oid::regclass, k.conname
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where k.contype = 'c' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    and (k.conname ~ '_check[0-9]*$' or k.conname !~ '_')
$$, 'no check has the name that Postgres would have given it');

select * from finish();
rollback;
