begin;
set local search_path = extensions, public;
select plan(2);

-- Partitions are among them: read directly, one would ignore its parent's policies.
create temp view own as
  select c.oid::regclass::text as relation, c.relkind from pg_class c
  where c.relnamespace in ('private'::regnamespace, 'vault'::regnamespace, 'auth'::regnamespace)
    and c.relkind in ('r', 'p', 'v', 'm');

select is_empty($$
  select actor, relation from own, tests.actors a where a.as_role <> 'service_role'
    and tests.attempt(a.as_role, a.auth_id::text, 'select from ' || relation) <> '42501'
$$, 'neither a visitor nor anybody signed in can read one');
select is_empty($$
  select relation from own where relation like 'private.%' and relkind <> 'v'
    and tests.attempt('service_role', null, 'select from ' || relation) <> 'allowed'
$$, 'service_role can read those of private');

select * from finish();
rollback;
