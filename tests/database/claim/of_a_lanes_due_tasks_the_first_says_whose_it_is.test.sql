begin;
set local search_path = extensions, public;
select plan(3);

insert into private.functions (name) values ('a'), ('b');
insert into private.bells (function_name) values ('a'), ('b');
insert into private.task_types (task_type, function_name, agent_type, lane_kind, description)
  values ('first', 'a', 'system', 'request', 'a test'),
    ('second', 'b', 'system', 'request', 'a test');
-- The second was due before the first, and stands behind it.
insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', k, 'request:x', now() - s * interval '1 second',
    '{}'
  from (values (1, 'first'), (10, 'second')) t (s, k) order by s;
set constraints all immediate;
create function pg_temp.done(name text) returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'done', 'lease',
    worker.claim(name, 1) -> 'turns' -> 0 -> 'lease'))) -> 0 ->> 'result'
$$;

select is((select function_name from private.lanes), 'a', 'it is the first one''s');
select is(pg_temp.done('a'), 'finished', 'which claims it');
select is(pg_temp.done('b'), 'finished', 'and then the second');

select * from finish();
rollback;
