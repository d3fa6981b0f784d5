begin;
set local search_path = extensions, public;
select plan(3);

-- Every column that holds ids of other rows.
create temp view ids as
  select a.attrelid as relation, a.attnum, a.attname as name,
    col_description(a.attrelid, a.attnum) as comment
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and a.attnum > 0 and not a.attisdropped
    and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype) and a.attname not in ('id', 'tenant_id');

create temp view keys as
  select conrelid as relation, unnest(conkey) as attnum from pg_constraint where contype = 'f';

create temp view guards as
  select t.tgrelid as relation, t.tgname, t.tgtype, t.tgattr::smallint[] as looked_at,
    string_to_array(encode(t.tgargs, 'escape'), '\000') as arguments
  from pg_trigger t
  where t.tgfoid = 'private.same_tenant'::regproc and t.tgenabled = 'O' and t.tgparentid = 0;

select is_empty($$
  select i.relation::regclass, i.name from ids i
  where (i.relation, i.attnum) not in (select k.relation, k.attnum from keys k)
    and (i.relation, i.name::text) not in (select g.relation, g.arguments[1] from guards g)
    and coalesce(i.comment, '') !~ 'Engine-made|Not a foreign key'
$$, 'an id is part of a foreign key, or guarded by same_tenant, or its comment says why neither');

select is_empty($$
  select g.relation::regclass, g.tgname from guards g
  where (g.tgtype & 7) <> 7 or not exists (select from ids i
    where i.relation = g.relation and i.name::text = g.arguments[1])
$$, 'every guard looks at each row before it is inserted, and at an id');

-- Append-only tables have a trigger of their own that refuses every other update.
select is_empty($$
  select g.relation::regclass, g.tgname from guards g
  where (g.tgtype & 16) = 0 and not exists (select from pg_trigger t
    where t.tgrelid = g.relation and t.tgtype = 19
      and t.tgfoid in ('private.refuse_change'::regproc, 'private.guard_ledger'::regproc))
  union all
  select g.relation::regclass, g.tgname from guards g
  join pg_attribute a on a.attrelid = g.relation
    and a.attname = any (g.arguments[1:2] || array['tenant_id'])
  where (g.tgtype & 16) = 16 and a.attnum <> all (g.looked_at)
$$, 'and again when the id, its kind or the tenant is changed');

select * from finish();
rollback;
