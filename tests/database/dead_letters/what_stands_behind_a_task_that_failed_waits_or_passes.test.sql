begin;
set local search_path = extensions, public;
select plan(4);

-- In each lane a task that will fail, and one behind it.
insert into private.functions (name) values ('a'), ('b');
insert into private.bells (function_name) values ('a'), ('b');
insert into private.task_types (task_type, function_name, agent_type, lane_kind, while_put_back,
    max_retries, retry_cap_seconds, description) values
  ('blocks', 'a', 'system', 'request', 'block', 2, 10, 'a test'),
  ('skips', 'b', 'system', 'request', 'skip', 2, 10, 'a test');
insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json,
    max_retries, created_by)
  select '00000000-0000-4000-8000-000000000001', k, k, now(), '{}', 2, k || ' ' || n
  from unnest(array['blocks', 'skips']) k, unnest(array['poison', 'behind']) n;
set constraints all immediate;

-- At each of these seconds what can be claimed is: the poison fails, the other is done. Who is
-- over by then?
create function pg_temp.over(name text, seconds integer[]) returns text language plpgsql as $$
declare turn jsonb; at timestamptz;
begin
  foreach at in array array(select now() + make_interval(secs => s) from unnest(seconds) s) loop
    turn := worker.claim(name, 1, at) -> 'turns' -> 0;
    perform worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
      'outcome', case when t.created_by like '%poison' then 'retry' else 'done' end)), at)
      from public.agent_tasks t where t.id = (turn -> 'tasks' -> 0 ->> 'id')::uuid;
  end loop;
  return (select string_agg(created_by, ', ' order by completed_at) from public.agent_tasks t
    join private.task_types k using (task_type) where k.function_name = name
      and t.completed_at is not null);
end $$;

select is(pg_temp.over('a', '{10, 10, 30}'), null, 'block: what is behind waits while it is tried');
select is(pg_temp.over('a', '{50, 50}'), 'blocks poison, blocks behind', 'and not once it is dead');
select is(pg_temp.over('b', '{10, 10}'), 'skips behind', 'skip: it passes at once');
select ok(not exists (select from private.task_types k where k.max_retries > 10
    or k.retry_cap_seconds > 3600 or k.snooze_hours_max > 72), 'no kind blocks for more than days');

select * from finish();
rollback;
