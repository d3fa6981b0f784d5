begin;
set local search_path = extensions, public;
select plan(1);

select is_empty($$
  select c.relname, a.attname
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and a.atthasdef and a.attgenerated = '' and not a.attnotnull and not a.attisdropped
$$, 'a column with a default is not null');

select * from finish();
rollback;
