begin;
set local search_path = extensions, public;
select plan(4);

select is(private.make_partitions(), 0, 'this month''s and those ahead are there');
select is(private.make_partitions(now() + interval '1 month'), 2, 'next month: one more each');
select is(private.make_partitions(now() + interval '1 month'), 0, 'once');
select is_empty($$
  select c.oid::regclass, r.role
  from pg_class c cross join (values ('anon'), ('authenticated')) r (role)
  where c.relispartition and c.relkind = 'r'
    and has_table_privilege(r.role, c.oid, 'select, insert, update, delete')
$$, 'and nobody outside may touch the new ones');

select * from finish();
rollback;
