begin;
set local search_path = extensions, public;
select plan(4);

insert into private.lanes (lane_key, tenant_id, function_name, priority, due) values
  ('conversation:1', '00000000-0000-4000-8000-000000000001', 'concierge', 1, now());
create function pg_temp.wrong() returns bigint language sql as $$
  select count(*) from private.conditions(now() + interval '11 minutes')
  where kind = 'work_waits'
$$;

select is(pg_temp.wrong(), 1::bigint, 'work has waited for eleven minutes');
update private.functions set paused_at = now(), paused_reason = 'a test' where name = 'concierge';
select is(pg_temp.wrong(), 0::bigint, 'for a function that was paused');
update private.functions set paused_at = null, paused_reason = null where name = 'concierge';
update public.tenants set paused_at = now(), paused_reason = 'a test';
select is(pg_temp.wrong(), 0::bigint, 'or a tenant that was');
update public.tenants set paused_at = null, paused_reason = null;
update private.lanes set function_name = 'nowhere';
select is(pg_temp.wrong(), 1::bigint, 'but also for a function that does not exist');

select * from finish();
rollback;
