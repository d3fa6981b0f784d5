begin;
set local search_path = extensions, public;
select plan(3);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now(), '{}'
  from generate_series(1, 3);
set constraints all immediate;
do $$ begin
  perform worker.claim('sms-sender');
  perform worker.process_tasks_batch(now() + interval '3 minutes');
end $$;

select results_eq('select seq, status, retry_count, blocking from public.agent_tasks order by seq',
  $$ values (1::bigint, 'pending', 1, true), (2, 'pending', 0, false), (3, 'pending', 0, false) $$,
  'of a batch whose worker died only the task it had begun was tried');
select results_eq('select careful from private.lanes', array[true], 'the lane is careful now');
select is(jsonb_array_length(worker.claim('sms-sender', 1, now() + interval '1 hour')
  -> 'turns' -> 0 -> 'tasks'), 1, 'and gives one task at a time');

select * from finish();
rollback;
