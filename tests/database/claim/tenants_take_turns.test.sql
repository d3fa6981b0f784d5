begin;
set local search_path = extensions, public;
select plan(2);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select ('00000000-0000-4000-8000-00000000000' || tenant)::uuid, 'send_sms',
    format('send:%s-%s', tenant, n), now() - age, '{}'
  from (values (1, 20, interval '1 hour'), (2, 2, '1 minute'), (3, 2, '1 second'))
    t (tenant, lanes, age), generate_series(1, lanes) n;
set constraints all immediate;

create function pg_temp.claim(lanes integer) returns table (tenant text, lanes bigint)
language sql as $$
  select right(t ->> 'tenant_id', 1), count(*)
  from jsonb_array_elements(worker.claim('sms-sender', claim.lanes) -> 'turns') t
  group by 1 order by 1
$$;

select results_eq('select * from pg_temp.claim(6)',
  $$ values ('1', 2::bigint), ('2', 2), ('3', 2) $$,
  'who has twenty lanes waiting, and longer, takes as many as the others');
select results_eq('select * from pg_temp.claim(6)', $$ values ('1', 6::bigint) $$,
  'and all when the others have none');

select * from finish();
rollback;
