begin;
set local search_path = extensions, public;
set local client_min_messages = error;
select plan(4);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:' || n, now(), '{}'
  from generate_series(1, 3) n;
set constraints all immediate;
do $$ begin perform worker.claim('sms-sender', 8); end $$;

create function pg_temp.fail() returns trigger language plpgsql as $$ begin
  raise exception 'this row cannot be written';
end $$;
create trigger out_of_order before update on public.agent_tasks
  for each row when (old.lane_key = 'send:2') execute function pg_temp.fail();

select is(worker.process_tasks_batch(now() + interval '3 minutes') ->> 'leases_freed', '2',
  'the others are freed');
select results_eq('select lane_key, expires_at from private.leases',
  $$ values ('send:2', 'infinity'::timestamptz) $$, 'the one that raises keeps its lease for ever');
select ok(worker.health() -> 'alarms' @> '["a lane is quarantined"]', 'health says so');
select is(worker.process_tasks_batch(now() + interval '1 hour') ->> 'leases_freed', '0',
  'the next sweep does not meet it again');

select * from finish();
rollback;
