begin;
set local search_path = extensions, public;
select plan(2);

insert into private.lanes (lane_key, tenant_id, function_name, priority, due, lease_token) values
  ('1', '00000000-0000-4000-8000-000000000001', 'concierge', 1, now() - interval '40 s', null),
  ('2', '00000000-0000-4000-8000-000000000001', 'concierge', 1, now() - interval '20 s', null),
  ('3', '00000000-0000-4000-8000-000000000001', 'concierge', 1, now() + interval '1 h', null),
  ('4', '00000000-0000-4000-8000-000000000001', 'concierge', 1, null, gen_random_uuid()),
  ('5', '00000000-0000-4000-8000-000000000001', 'concierge', 1, null, null),
  ('6', '00000000-0000-4000-8000-000000000002', 'concierge', 1, now() + interval '1 h', null),
  ('7', '00000000-0000-4000-8000-000000000001', 'sms-sender', 1, null, gen_random_uuid());

select results_eq($$
  select function_name, right(tenant_id::text, 1), lanes, lanes_due, lanes_in_work,
    oldest_due_seconds::integer
  from private.queue_depth order by 1, 2
$$, $$ values ('concierge', '1', 4::bigint, 2::bigint, 1::bigint, 40),
  ('concierge', '2', 1, 0, 0, null), ('sms-sender', '1', 1, 0, 1, null) $$,
  'what waits, what is due and since when, what is in work');
delete from private.lanes;
select is_empty('table private.queue_depth', 'an empty queue has no depth');

select * from finish();
rollback;
