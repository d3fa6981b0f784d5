begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || phone, 'from', phone, 'body', 'hi'))
    from unnest(array['+14155550121', '+14155550122', '+14155550123']) phone;
  set constraints all immediate;
end $$;
create temp table held as
  select row_number() over () as n, (t ->> 'lease')::uuid as lease
  from jsonb_array_elements(worker.claim('bouncer', 8, now() + interval '2 s') -> 'turns') t;
create temp view log as
  select h.n, l.status, l.error, l.outcome, l.cost_usd, l.settled_at is not null as over
  from held h join public.agent_actions_log l on l.lease_token = h.lease order by h.n;

select results_eq('select status from log', array['started', 'started', 'started'], 'three turns');
do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'snooze')))
    from held where n = 1;
  perform worker.give_back(array[lease]) from held where n = 2;
  perform worker.process_tasks_batch(now() + interval '3 minutes');
end $$;
select results_eq('select status, error from log', $$ values ('abandoned', 'not made'),
  ('abandoned', 'given back'), ('abandoned', 'its worker went silent') $$,
  'put off, given back, lost: each row says so');
select is_empty('select * from log where outcome is not null or cost_usd is not null or not over',
  'none has an outcome or a cost, and none stays open');

select * from finish();
rollback;
