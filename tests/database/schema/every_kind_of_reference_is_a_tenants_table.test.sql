begin;
set local search_path = extensions, public;
select plan(2);

select is_empty($$
  select k.kind, k.relation from private.reference_kinds k
  where not exists (select from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.oid = to_regclass(k.relation) and c.relkind in ('r', 'p')
      and a.attname = 'tenant_id' and a.attnotnull)
$$, 'what an id of changing kind may point to exists and has a tenant');

select is_empty($$
  select t.tgrelid::regclass, t.tgname, a.words[2] from pg_trigger t
  cross join lateral (select string_to_array(encode(t.tgargs, 'escape'), '\000') as words) a
  where t.tgfoid = 'private.same_tenant'::regproc and starts_with(a.words[2], '=')
    and substr(a.words[2], 2) not in (select k.kind from private.reference_kinds k)
$$, 'and so does what a guard names itself');

select * from finish();
rollback;
