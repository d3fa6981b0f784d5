begin;
set local search_path = extensions, public;
select plan(3);

insert into public.agent_tasks
  (tenant_id, task_type, lane_key, scheduled_for, context_json, max_retries)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now(), '{}', 2
  from generate_series(1, 2);
set constraints all immediate;
do $$ begin
  for n in 1 .. 3 loop
    perform worker.claim('sms-sender', 1, now() + n * interval '1 hour');
    perform worker.process_tasks_batch(now() + n * interval '1 hour' + interval '3 minutes');
  end loop;
end $$;

select results_eq('select seq, status, retry_count from public.agent_tasks order by seq',
  $$ values (1::bigint, 'failed', 2), (2, 'pending', 0) $$, 'after its last try, and it alone');
select results_eq($$
  select reason, attempts, errors -> 2 ->> 'code' from public.event_dead_letters
$$, $$ values ('retries_exhausted', 3, 'lease_expired') $$, 'with a dead letter');
select is(jsonb_array_length(worker.claim('sms-sender', 1, now() + interval '4 hours')
  -> 'turns'), 1, 'the lane goes on');

select * from finish();
rollback;
