begin;
set local search_path = extensions, public;
select plan(3);

select is_empty($$
  select p.oid::regprocedure, r.rolname
  from pg_proc p cross join (values ('anon'), ('authenticated')) r (rolname)
  where p.pronamespace = 'worker'::regnamespace
    and has_function_privilege(r.rolname, p.oid, 'execute')
$$, 'neither a visitor nor a signed-in person may call a worker function');

select is_empty($$
  select p.oid::regprocedure from pg_proc p
  where p.pronamespace = 'worker'::regnamespace
    and not has_function_privilege('service_role', p.oid, 'execute')
$$, 'service_role may call them all');

select is_empty($$
  select r.rolname from (values ('anon'), ('authenticated')) r (rolname)
  where has_schema_privilege(r.rolname, 'worker', 'usage')
$$, 'and no one else may enter the schema');

select * from finish();
rollback;
