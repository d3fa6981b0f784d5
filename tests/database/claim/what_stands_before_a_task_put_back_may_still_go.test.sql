begin;
set local search_path = extensions, public;
select plan(3);

insert into public.agent_tasks
  (tenant_id, task_type, lane_key, scheduled_for, context_json, created_by)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now() + wait, '{}', name
  from (values ('in 30 s', interval '30 s'), ('put back', '0'), ('behind', '0')) t (name, wait);
set constraints all immediate;
update private.lanes set careful = true;

create function pg_temp.taken(at timestamptz) returns text language sql as $$
  select string_agg(k.created_by, ', ' order by n)
  from jsonb_array_elements(worker.claim('sms-sender', 1, at) -> 'turns' -> 0 -> 'tasks')
    with ordinality t (task, n) join public.agent_tasks k on k.id = (task ->> 'id')::uuid
$$;
create function pg_temp.end_turn(outcome text) returns void language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', token, 'outcome', outcome,
    'snooze_seconds', 60))) from private.leases
$$;

select is(pg_temp.taken(now()), 'put back', 'the first that is due');
do $$ begin perform pg_temp.end_turn('snooze'); end $$;
select is(pg_temp.taken(now() + interval '30 s'), 'in 30 s',
  'while it waits what stood before it goes, and what is behind it does not');
do $$ begin perform pg_temp.end_turn('done'); end $$;
select is(pg_temp.taken(now() + interval '60 s'), 'put back, behind', 'until it goes itself');

select * from finish();
rollback;
