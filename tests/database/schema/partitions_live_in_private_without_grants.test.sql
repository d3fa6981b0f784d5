begin;
set local search_path = extensions, public;
select plan(3);

create temp view partitions as
  select i.inhparent::regclass as parent, c.oid, c.relname, c.relnamespace
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where c.relkind = 'r'
    and i.inhparent in ('public.events'::regclass, 'public.agent_actions_log'::regclass);

select results_eq($$
  select parent::text, count(*) from partitions group by 1 order by 1
$$, $$ values ('agent_actions_log', 5::bigint), ('events', 5) $$,
  'this month, three ahead, and a default');

select is_empty($$
  select oid::regclass from partitions where relnamespace <> 'private'::regnamespace
$$, 'all of them in private');

select is_empty($$
  select p.oid::regclass, r.role from partitions p
  cross join (values ('anon'), ('authenticated')) r (role)
  where has_table_privilege(r.role, p.oid, 'select, insert, update, delete')
$$, 'and nobody outside may touch one: it does not know its parent''s policies');

select * from finish();
rollback;
