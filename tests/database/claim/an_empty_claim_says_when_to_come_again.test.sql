begin;
set local search_path = extensions, public;
select plan(4);

select is(worker.claim('sms-sender'), '{"turns": [], "next_due_ms": null}', 'nothing waits');

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:' || n,
    clock_timestamp() + n * interval '1 minute', '{}' from generate_series(2, 3) n;
set constraints all immediate;

select ok((worker.claim('sms-sender') ->> 'next_due_ms')::integer between 110000 and 120000,
  'milliseconds until the first that does');

-- What may not be claimed does not call its drain back at once, again and again.
update public.tenants set paused_at = now(), paused_reason = 'a test';
select is(worker.claim('sms-sender') -> 'next_due_ms', 'null', 'a paused tenant''s does not count');
update public.tenants set paused_at = null, paused_reason = null;
update private.functions set paused_at = now(), paused_reason = 'a test';
select is(worker.claim('sms-sender') -> 'next_due_ms', 'null', 'nor a paused function''s');

select * from finish();
rollback;
