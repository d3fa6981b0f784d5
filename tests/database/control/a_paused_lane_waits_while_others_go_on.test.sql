begin;
set local search_path = extensions, public;
select plan(6);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:' || l, now(), '{}'
  from unnest(array['a', 'b']) l;
set constraints all immediate;
create function pg_temp.claimed() returns text language sql as $$
  select string_agg(t ->> 'lane_key', ' ')
  from jsonb_array_elements(worker.claim('sms-sender', 8) -> 'turns') t
$$;

select ok(worker.pause_lane('send:a', 'a complaint is looked into'), 'paused');
select is(pg_temp.claimed(), 'send:b', 'the other lane is claimed');
insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  values ('00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now(), '{}');
select results_eq($$ select due, paused_reason from private.lanes where lane_key = 'send:a' $$,
  $$ values (null::timestamptz, 'a complaint is looked into') $$,
  'what comes meanwhile makes it no more due');
select ok(worker.resume_lane('send:a'), 'resumed');
select is(pg_temp.claimed(), 'send:a', 'it is claimed');
select results_eq($$ select worker.resume_lane('send:a'), worker.pause_lane('send:z', 'why') $$,
  'values (false, false)', 'nothing is resumed twice, and nothing paused that is not there');

select * from finish();
rollback;
