begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
  perform worker.claim('concierge', 1, now() + interval '2 s');
end $$;

select is(worker.process_tasks_batch(now() + interval '1 minute') ->> 'leases_freed', '0',
  'a lease that is alive is left alone');
select is(worker.process_tasks_batch(now() + interval '3 minutes') ->> 'leases_freed', '1',
  'one that nobody beats is taken away');
select is_empty('select * from private.leases', 'the lane is free');
select results_eq($$ select status, retry_count, errors -> 0 ->> 'code', lease_token
  from public.agent_tasks $$, $$ values ('pending', 1, 'lease_expired', null::uuid) $$,
  'its task goes back to its place, and the attempt is counted');
select results_eq('select l.due = t.scheduled_for from private.lanes l, public.agent_tasks t',
  array[true], 'the lane is due when its task is');
select ok(scheduled_for between now() + interval '3 minutes' and now() + interval '183 seconds',
  'after a backoff') from public.agent_tasks;
select is(jsonb_array_length(worker.claim('concierge', 1, now() + interval '4 minutes') -> 'turns'),
  1, 'and another worker can have it');

select * from finish();
rollback;
