begin;
set local search_path = extensions, public;
select plan(2);

select is_empty($$
  select c.oid::regclass from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and not c.relrowsecurity
$$, 'row level security is on for every table of public');

select is_empty($$
  select c.oid::regclass from pg_class c
  where c.relnamespace = 'public'::regnamespace and (c.relkind = 'm' or c.relkind = 'v'
    and not coalesce('security_invoker=true' = any (c.reloptions), false))
$$, 'no view of public reads with its owner''s rights');

select * from finish();
rollback;
