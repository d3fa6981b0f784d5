begin;
set local search_path = extensions, public;
select plan(4);

select results_eq($$ select schedule, command from cron.job where jobname = 'reconcile-senders' $$,
  $$ values ('11 * * * *', 'select worker.queue_reconciles()') $$, 'it is cron''s work');
select results_eq('select worker.queue_reconciles() from generate_series(1, 2)',
  'values (1), (1)', 'one task a sender, asked for twice');
set constraints all immediate;

select results_eq($$
  select t.task_type, t.lane_key, t.context_json ->> 'sender_id', t.merged_count
  from public.agent_tasks t
$$, $$ values ('reconcile_sender', 'upkeep:00000000-0000-4000-8000-000000000011',
  '00000000-0000-4000-8000-000000000011', 1) $$, 'waits once, in a lane of the sender''s own');
select results_eq($$
  select t ->> 'lane_key', t -> 'context' ->> 'kind' from
    jsonb_array_elements(worker.claim('housekeeping', 4, now()) -> 'turns') t
$$, $$ values ('upkeep:00000000-0000-4000-8000-000000000011', 'task') $$, 'housekeeping does it');

select * from finish();
rollback;
