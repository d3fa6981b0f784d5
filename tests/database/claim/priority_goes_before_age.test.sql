begin;
set local search_path = extensions, public;
select plan(1);

insert into public.agent_tasks
  (tenant_id, task_type, lane_key, priority, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:' || priority || age,
    priority, now() - make_interval(mins => age), '{}'
  from unnest(array['low', 'medium', 'high', 'urgent']) priority,
    generate_series(1, 12) age;
set constraints all immediate;

create temp table taken (nth serial, lane text);
do $$ begin
  for n in 1 .. 48 loop
    insert into taken (lane)
      select t ->> 'lane_key' from jsonb_array_elements(worker.claim('sms-sender', 1) -> 'turns') t;
  end loop;
end $$;

select results_eq('select lane from taken order by nth', $$
  select 'send:' || priority || age
  from unnest(array['urgent', 'high', 'medium', 'low']) with ordinality p (priority, rank),
    generate_series(1, 12) age
  order by rank, age desc
$$, 'the more urgent first, and of those the older');

select * from finish();
rollback;
