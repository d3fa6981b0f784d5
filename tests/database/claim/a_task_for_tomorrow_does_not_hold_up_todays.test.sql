begin;
set local search_path = extensions, public;
select plan(3);

insert into public.agent_tasks
  (tenant_id, task_type, lane_key, scheduled_for, context_json, created_by)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now() + wait, '{}', name
  from (values ('tomorrow', interval '1 day'), ('today', '0')) t (name, wait);
set constraints all immediate;

create function pg_temp.take(at timestamptz) returns text language sql as $$
  with turn as (select worker.claim('sms-sender', 1, at) -> 'turns' -> 0 as t),
  ended as (select worker.finish(jsonb_build_array(jsonb_build_object('lease', t -> 'lease',
    'outcome', 'done'))) from turn where t is not null)
  select string_agg(k.created_by, ' ')
  from turn left join ended on true, jsonb_array_elements(t -> 'tasks') task
  join public.agent_tasks k on k.id = (task ->> 'id')::uuid
$$;

select is(pg_temp.take(now()), 'today', 'the younger task that is due goes first');
select is(pg_temp.take(now()), null, 'and tomorrow''s waits');
select is(pg_temp.take(now() + interval '1 day'), 'tomorrow', 'for its day');

select * from finish();
rollback;
