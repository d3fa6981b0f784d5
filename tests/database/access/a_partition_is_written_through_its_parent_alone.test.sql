begin;
set local search_path = extensions, public;
select plan(1);

select is_empty($$
  select i.inhrelid::regclass, p.privilege from pg_inherits i
  cross join unnest(array['insert', 'update', 'delete', 'truncate']) p (privilege)
  cross join unnest(array['anon', 'authenticated', 'service_role']) r (role)
  where i.inhparent in ('public.events'::regclass, 'public.agent_actions_log'::regclass)
    and has_table_privilege(r.role, i.inhrelid, p.privilege)
$$, 'nobody passes by what its parent grants');

select * from finish();
rollback;
