begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.model() returns text language sql as $$
  select (private.instance_of('concierge', u.tenant_id, u.id)).model from public.users u
$$;

select is(pg_temp.model(), 'claude-sonnet-5-5', 'everybody''s');
insert into public.agent_instances (tenant_id, agent_type, model) values
  ('00000000-0000-4000-8000-000000000001', 'concierge', 'the tenant''s'),
  ('00000000-0000-4000-8000-000000000002', 'concierge', 'another tenant''s');
select is(pg_temp.model(), 'the tenant''s', 'the tenant''s');
insert into public.agent_instances (tenant_id, user_id, agent_type, model)
  select tenant_id, id, 'concierge', 'their own' from public.users;
select is(pg_temp.model(), 'their own', 'their own');
update public.agent_instances set weight = 0 where model = 'their own';
update public.agent_instances set status = 'terminated', terminated_at = now()
  where model = 'the tenant''s';
select is(pg_temp.model(), 'claude-sonnet-5-5', 'what weighs nothing or has ended does not count');

select * from finish();
rollback;
