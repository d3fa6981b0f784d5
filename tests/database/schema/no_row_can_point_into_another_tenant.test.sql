begin;
set local search_path = extensions, public;
select plan(2);

create temp view owned as
  select a.attrelid as relation, a.attnum from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and a.attname = 'tenant_id' and not a.attisdropped;

select is_empty($$
  select k.conrelid::regclass, k.conname
  from pg_constraint k join owned a on a.relation = k.conrelid
  where k.contype = 'f' and k.conparentid = 0 and k.confrelid in (select relation from owned)
    and k.conkey[array_position(k.confkey, (select attnum from owned o
      where o.relation = k.confrelid))] is distinct from a.attnum
$$, 'a reference between a tenant''s rows carries the tenant');

select is_empty($$
  select c.oid::regclass from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and c.relname not in ('tenants', 'agent_instances') and not exists (
      select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
        and a.attnotnull)
$$, 'every row has a tenant; only a default variant is everybody''s');

select * from finish();
rollback;
