begin;
set local search_path = extensions, public;
select plan(5);

create function pg_temp.agent() returns text language sql as $$
  select private.agent_of(u) from public.users u
  where u.id = '00000000-0000-4000-8000-000000000021'
$$;
select is(pg_temp.agent(), 'concierge', 'a member is served by the Concierge');
select is(tests.act('become_innovator'), 'done', 'says that they offer something');
select is(pg_temp.agent(), 'innovator', 'and is served by the Innovator');
update public.users set verified = false where id = '00000000-0000-4000-8000-000000000021';
select is(pg_temp.agent(), 'bouncer', 'but not before they are a member');
select is_empty($$ select action from private.actions
  where 'concierge' = any (agents) and not 'innovator' = any (agents)
    and action <> 'become_innovator' $$, 'and may do what any member may');

select * from finish();
rollback;
