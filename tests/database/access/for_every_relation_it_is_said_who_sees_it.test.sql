begin;
set local search_path = extensions, public;
select plan(1);

select set_eq('select relation from tests.access', $$
  select c.relname::text from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
$$, 'tests.access has each table and view of public: add a new one, and a row to one_of_each()');

select * from finish();
rollback;
