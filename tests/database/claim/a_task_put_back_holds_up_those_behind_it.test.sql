begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.add(name text) returns void language plpgsql as $$ begin
  insert into public.agent_tasks
    (tenant_id, task_type, lane_key, scheduled_for, context_json, created_by)
  values ('00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now(), '{}', name);
  set constraints all immediate;
  set constraints all deferred;
end $$;
create function pg_temp.claimed(at timestamptz) returns text language sql as $$
  select string_agg(k.created_by, ' ' order by n)
  from jsonb_array_elements(worker.claim('sms-sender', 1, at) -> 'turns' -> 0 -> 'tasks')
    with ordinality t (task, n) join public.agent_tasks k on k.id = (task ->> 'id')::uuid
$$;

do $$ begin perform pg_temp.add('first'); perform pg_temp.add('second'); end $$;
select is(pg_temp.claimed(now()), 'first second', 'a batch, in order');
do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', token, 'outcome', 'snooze',
    'snooze_seconds', 60))) from private.leases;
  perform pg_temp.add('third');
end $$;
select is(pg_temp.claimed(now()), null, 'the first was put off: nothing behind it may pass');
select results_eq('select due from private.lanes', $$ values (now() + interval '1 minute') $$,
  'the lane is due when the first is');
select is(pg_temp.claimed(now() + interval '1 minute'), 'first second third',
  'then all go, in order');

select * from finish();
rollback;
