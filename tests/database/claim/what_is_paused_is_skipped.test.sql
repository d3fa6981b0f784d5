begin;
set local search_path = extensions, public;
select plan(5);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select ('00000000-0000-4000-8000-00000000000' || tenant)::uuid, 'send_sms', lane, now(), '{}'
  from (values (1, 'send:a'), (1, 'send:b'), (2, 'send:c')) t (tenant, lane);
set constraints all immediate;

create function pg_temp.claimed() returns text[] language sql as $$
  with turns as (select t from jsonb_array_elements(worker.claim('sms-sender') -> 'turns') t),
  back as (select worker.give_back(array_agg((t ->> 'lease')::uuid)) from turns having count(*) > 0)
  select array_agg(t ->> 'lane_key' order by t ->> 'lane_key')
  from turns left join back on true
$$;

select is(pg_temp.claimed(), array['send:a', 'send:b', 'send:c'], 'nothing is paused');

update public.tenants set paused_at = now(), paused_reason = 'a test'
  where id = '00000000-0000-4000-8000-000000000002';
select is(pg_temp.claimed(), array['send:a', 'send:b'], 'a tenant is');

update private.lanes set paused_at = now(), paused_reason = 'a test', due = null
  where lane_key = 'send:a';
insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json) values
  ('00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now(), '{}');
select is(pg_temp.claimed(), array['send:b'], 'and a lane');

update private.functions set paused_at = now(), paused_reason = 'a test' where name = 'sms-sender';
select is(pg_temp.claimed(), null, 'and the function');

update private.functions set paused_at = null, paused_reason = null;
update public.tenants set paused_at = null, paused_reason = null;
update private.lanes set paused_at = null, paused_reason = null;
do $$ begin perform private.settle_lanes(touched => array['send:a']); end $$;
select is(pg_temp.claimed(), array['send:a', 'send:b', 'send:c'], 'all go on where they were');

select * from finish();
rollback;
