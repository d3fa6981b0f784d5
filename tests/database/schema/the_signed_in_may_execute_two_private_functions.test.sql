begin;
set local search_path = extensions, public;
select plan(2);

select set_eq($$
  select p.oid::regprocedure::text from pg_proc p
  where p.pronamespace in ('private'::regnamespace, 'public'::regnamespace)
    and has_function_privilege('authenticated', p.oid, 'execute')
$$, array['private.operator_tenant_ids()', 'private.user_ids()'],
  'the two that row level security asks');

select is_empty($$
  select p.oid::regprocedure from pg_proc p
  where p.pronamespace in ('private'::regnamespace, 'public'::regnamespace)
    and has_function_privilege('anon', p.oid, 'execute')
$$, 'a visitor may execute none');

select * from finish();
rollback;
