begin;
set local search_path = extensions, public;
set local client_min_messages = error;
select plan(5);

insert into private.functions (name) values ('echo');
insert into private.bells (function_name) values ('echo');
insert into private.task_types (task_type, function_name, agent_type, lane_kind, description)
  values ('echo', 'echo', 'system', 'request', 'a test');
insert into private.routes (event_type, task_type, description) values ('echo.heard', 'echo', 'it');

-- Each turn ends with a fact that wakes the next.
create function pg_temp.call(caused_by uuid) returns void language sql as $$
  insert into public.events (tenant_id, event_type, payload, caused_by)
    values ('00000000-0000-4000-8000-000000000001', 'echo.heard', '{}', call.caused_by);
  set constraints all immediate;
  set constraints all deferred;
$$;
create function pg_temp.echo() returns integer language plpgsql as $$
declare turn jsonb; turns integer := 0;
begin
  perform pg_temp.call(null);
  loop
    turn := worker.claim('echo', 1) -> 'turns' -> 0;
    exit when turn is null or turns > 20;
    turns := turns + 1;
    perform pg_temp.call((turn -> 'tasks' -> 0 ->> 'id')::uuid);
    perform worker.finish(jsonb_build_array(
      jsonb_build_object('lease', turn -> 'lease', 'outcome', 'done')));
  end loop;
  return turns;
end $$;

select is(pg_temp.echo(), 9, 'eight have been woken by another, and no more');
select is((select max(hop) from public.agent_tasks where status = 'completed'), 8, 'each a hop on');
select is(worker.process_tasks_batch() ->> 'leases_freed', '1', 'the sweep takes what is left');
select results_eq('select task_type, reason from public.event_dead_letters',
  $$ values ('echo', 'hop_limit') $$, 'it is there to be looked at');
select is_empty('select from public.events where not processed', 'and its event is dealt with');

select * from finish();
rollback;
