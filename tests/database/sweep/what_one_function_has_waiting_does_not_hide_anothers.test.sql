begin;
set local search_path = extensions, public;
select plan(2);

insert into private.lanes (lane_key, tenant_id, function_name, priority, due)
  select 'conversation:' || n, '00000000-0000-4000-8000-000000000001', 'bouncer', 1,
    now() - interval '1 hour'
  from generate_series(1, 600) n;
insert into private.lanes (lane_key, tenant_id, function_name, priority, due, rung_at) values
  ('send:a', '00000000-0000-4000-8000-000000000001', 'sms-sender', 1, now(), now());

-- The bouncer does not come, however often; the sender's ring was lost.
select is((worker.process_tasks_batch(now() + interval '4 seconds') ->> 'rung')::integer, 2,
  'both are rung');
select results_eq('select function_name from private.bells where sweep_rings > 0 order by 1',
  array['bouncer', 'sms-sender'], 'the one whose lane has waited for seconds, too');

select * from finish();
rollback;
