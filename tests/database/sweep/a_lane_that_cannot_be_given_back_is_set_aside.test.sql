begin;
set local search_path = extensions, public;
set local client_min_messages = error;
select plan(4);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:' || n, now(), '{}'
  from generate_series(1, 3) n;
set constraints all immediate;
do $$ begin perform worker.claim('sms-sender', 8); end $$;
-- Its lease can be freed, and its task not put back.
create function pg_temp.fail() returns trigger language plpgsql as $$ begin
  raise exception 'this row cannot be written';
end $$;
create trigger out_of_order before update on public.agent_tasks for each row
  when (old.lane_key = 'send:2' and new.status = 'pending') execute function pg_temp.fail();

select is(worker.process_tasks_batch(now() + interval '3 minutes') ->> 'swept', 'true', 'swept');
select set_eq('select lane_key from private.lanes where due is not null',
  array['send:1', 'send:3'], 'the others are due again');
select results_eq('select lane_key, expires_at from private.leases',
  $$ values ('send:2', 'infinity'::timestamptz) $$, 'the one that raises is set aside');
select is((select lanes_quarantined from private.sweeps), 1::bigint, 'and counted');

select * from finish();
rollback;
