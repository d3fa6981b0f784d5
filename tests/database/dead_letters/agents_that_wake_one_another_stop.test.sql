begin;
set local search_path = extensions, public;
set local client_min_messages = error;
select plan(6);

insert into private.functions (name) values ('call'), ('echo');
insert into private.bells (function_name) values ('call'), ('echo');
insert into private.task_types (task_type, function_name, agent_type, lane_kind, description)
  values ('call', 'call', 'system', 'request', 'a test'),
    ('echo', 'echo', 'system', 'request', 'a test');
insert into private.routes (event_type, task_type, description) values
  ('call.heard', 'echo', 'it'), ('echo.heard', 'call', 'it');

-- Each turn ends with a fact that wakes the other.
create function pg_temp.tell(event_type text, caused_by uuid) returns void language sql as $$
  insert into public.events (tenant_id, event_type, payload, caused_by)
    values ('00000000-0000-4000-8000-000000000001', tell.event_type, '{}', tell.caused_by);
  set constraints all immediate;
  set constraints all deferred;
$$;
create function pg_temp.play() returns integer language plpgsql as $$
declare agent text := 'echo'; turn jsonb; turns integer := 0;
begin
  perform pg_temp.tell('call.heard', null);
  loop
    turn := worker.claim(agent, 1) -> 'turns' -> 0;
    exit when turn is null or turns > 20;
    turns := turns + 1;
    perform pg_temp.tell(agent || '.heard', (turn -> 'tasks' -> 0 ->> 'id')::uuid);
    perform worker.finish(jsonb_build_array(
      jsonb_build_object('lease', turn -> 'lease', 'outcome', 'done')));
    agent := case agent when 'echo' then 'call' else 'echo' end;
  end loop;
  return turns;
end $$;

select is(pg_temp.play(), 9, 'eight have been woken by another, and no more');
select is((select max(hop) from public.agent_tasks where status = 'completed'), 8, 'each a hop on');
select is(worker.process_tasks_batch() ->> 'leases_freed', '1', 'the sweep takes what is left');
select results_eq('select task_type, reason from public.event_dead_letters',
  $$ values ('call', 'hop_limit') $$, 'it is there to be looked at');
select is_empty('select from public.events where not processed', 'and its event is dealt with');
select is((select string_agg(kind || ' ' || subject, ', ') from private.conditions()),
  'dead_letters call', 'which an alert tells');

select * from finish();
rollback;
