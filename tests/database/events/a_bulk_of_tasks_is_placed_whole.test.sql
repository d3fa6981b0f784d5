begin;
set local search_path = extensions, public;
select plan(3);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:' || n % 1000, now(), '{}'
  from generate_series(1, 2000) n;
select is(cardinality(private.arrivals()), 1000, 'too many to be listed, they are looked for');
set constraints all immediate;

select results_eq($$ select seq, count(*) from public.agent_tasks group by 1 order by 1 $$,
  $$ values (1::bigint, 1000::bigint), (2, 1000) $$, 'two in each lane, in order');
select is((select count(*) from private.lanes where due is not null), 1000::bigint,
  'and every lane is due');

select * from finish();
rollback;
