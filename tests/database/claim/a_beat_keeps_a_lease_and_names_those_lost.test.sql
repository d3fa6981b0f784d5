begin;
set local search_path = extensions, public;
select plan(3);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now(), '{}';
set constraints all immediate;
create temp table held as
  select (worker.claim('sms-sender') -> 'turns' -> 0 ->> 'lease')::uuid as lease;

select results_eq('select expires_at - claimed_at between interval ''119 s'' and interval ''121 s''
  from private.leases', array[true], 'a lease is for two minutes');
update private.leases set expires_at = now();
select is(worker.beat(array[lease, 'f0000000-0000-4000-8000-000000000001']), array[lease],
  'a beat returns the leases that are still the caller''s') from held;
select results_eq('select expires_at > now() + interval ''119 seconds'' from private.leases',
  array[true], 'and extends them');

select * from finish();
rollback;
