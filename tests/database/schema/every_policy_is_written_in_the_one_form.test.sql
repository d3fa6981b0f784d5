begin;
set local search_path = extensions, public;
select plan(4);

-- A row may be read by the user it is about, or by an operator of its tenant, or by both. Asked as
-- a subquery, who that is is found once a statement and not once a row.
create function pg_temp.one_of(column_name text, ids text) returns text language sql as $$
  select format('(%1$s = ANY (ARRAY( SELECT private.%2$s() AS %2$s)))', column_name, ids)
$$;
create temp view forms as
  select a.relation, case when cardinality(f.parts) > 1 then '(' || f.form || ')' else f.form end
    as form
  from tests.access a
  cross join lateral (select array_remove(array[
    case a.member when 'own' then pg_temp.one_of(a.whose, 'user_ids') end,
    case a.operator when 'all' then pg_temp.one_of(
      case a.relation when 'tenants' then 'id' else 'tenant_id' end, 'operator_tenant_ids') end
  ], null) as parts) p
  cross join lateral (select p.parts, array_to_string(p.parts, ' OR ') as form) f;
create temp view policies as
  select p.tablename::text as relation, regexp_replace(p.qual, '\s+', ' ', 'g') as predicate
  from pg_policies p where p.schemaname in ('public', 'private') and p.permissive = 'PERMISSIVE';

select is_empty($$
  select p.relation, p.predicate, f.form from policies p left join forms f using (relation)
  where p.relation <> 'prospects' and p.predicate is distinct from f.form
$$, 'every policy asks whose the row is, as tests.access has it, and nothing else');
select is((select predicate from policies where relation = 'prospects'),
  '(((innovator_id = ANY (ARRAY( SELECT i.id FROM innovators i WHERE '
  || pg_temp.one_of('i.user_id', 'user_ids') || '))) '
  || 'AND (upload_source IS DISTINCT FROM ''api''::text)) OR '
  || pg_temp.one_of('tenant_id', 'operator_tenant_ids') || ')',
  'a prospect is its innovator''s user''s, but for members who were found');
select results_eq('select count(*) from policies', $$
  select count(*) from pg_class c where c.relkind in ('r', 'p')
    and c.relnamespace = 'public'::regnamespace
$$, 'every table has one');
select is((select string_agg(tablename, ' ' order by tablename) from pg_policies
  where permissive = 'RESTRICTIVE'),
  'analysis_results events message_parts messages', 'and four are narrowed: what concerns a crisis, and what holds a link');

select * from finish();
rollback;
