begin;
set local search_path = extensions, public;
select plan(3);

select is_empty($$
  select a.action, f.name from private.actions a
  cross join lateral (values ('check_' || a.action, 'text', 'users, jsonb, jsonb'),
    ('apply_' || a.action, 'void', 'users, agent_tasks, private.leases, jsonb')) f (name, returns, args)
  where not exists (select from pg_proc p where p.pronamespace = 'private'::regnamespace
    and p.proname = f.name and p.prorettype = f.returns::regtype
    and oidvectortypes(p.proargtypes) = f.args)
$$, 'each action can be checked and applied');
select is_empty($$
  select a.action, g.agent from private.actions a, unnest(a.agents) g (agent)
  where not exists (select from private.functions f where f.name = g.agent)
$$, 'and only functions that there are may propose it');
select is(private.check_action(u, 'concierge', 'drop table users', '{}'),
  'there is no action drop table users', 'a name that is no action reaches no function')
from public.users u;

select * from finish();
rollback;
