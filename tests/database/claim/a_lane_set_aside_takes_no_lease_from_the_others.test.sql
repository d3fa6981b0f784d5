begin;
set local search_path = extensions, public;
select plan(3);

update private.functions set leases_max = 1 where name = 'sms-sender';
insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:' || n, now(), '{}'
  from generate_series(1, 2) n;
set constraints all immediate;

select is(jsonb_array_length(worker.claim('sms-sender', 2) -> 'turns'), 1, 'one at a time');
select is(private.leases_free('sms-sender'), 0, 'while it is in work no other');
update private.leases set expires_at = 'infinity';
select is(jsonb_array_length(worker.claim('sms-sender', 2) -> 'turns'), 1,
  'set aside, it is nobody''s work');

select * from finish();
rollback;
