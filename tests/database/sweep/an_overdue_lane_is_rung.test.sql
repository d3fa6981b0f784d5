begin;
set local search_path = extensions, public;
select plan(7);

create function pg_temp.rung(at timestamptz) returns text language sql as $$
  select worker.process_tasks_batch(at) ->> 'rung'
$$;
create function pg_temp.answer() returns void language sql as $$
  update private.bells set pending = false, rung_at = null
$$;

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json) values
  ('00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now() + interval '1 minute', '{}');
set constraints all immediate;

select is(pg_temp.rung(now() + interval '59 seconds'), '0', 'nothing is due yet');
select is(pg_temp.rung(now() + interval '1 minute'), '1', 'its time has come, and nobody was told');
do $$ begin perform pg_temp.answer(); end $$;
select is(pg_temp.rung(now() + interval '62 seconds'), '0', 'somebody was, two seconds ago');
select is(pg_temp.rung(now() + interval '64 seconds'), '1', 'who has not come in three seconds');

do $$ begin perform pg_temp.answer(); end $$;
update public.tenants set paused_at = now(), paused_reason = 'a test';
select is(pg_temp.rung(now() + interval '1 hour'), '0', 'not for a paused tenant');
update public.tenants set paused_at = null, paused_reason = null;
update private.functions set paused_at = now(), paused_reason = 'a test' where name = 'sms-sender';
select is(pg_temp.rung(now() + interval '1 hour'), '0', 'nor a paused function');
update private.functions set paused_at = null, paused_reason = null, leases_max = 1
  where name = 'sms-sender';
insert into private.lanes (lane_key, tenant_id)
  values ('send:b', '00000000-0000-4000-8000-000000000001');
insert into private.leases (lane_key, tenant_id, function_name, claimed_at, expires_at) values
  ('send:b', '00000000-0000-4000-8000-000000000001', 'sms-sender', now(), now() + interval '1 day');
select is(pg_temp.rung(now() + interval '1 hour'), '0', 'nor one that may hold no more');

select * from finish();
rollback;
