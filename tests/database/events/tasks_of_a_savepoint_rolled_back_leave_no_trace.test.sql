begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.arrive(lane text) returns void language sql as $$
  insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
    values ('00000000-0000-4000-8000-000000000001', 'send_sms', lane, now(), '{}')
$$;

do $$ begin
  perform pg_temp.arrive('send:kept');
  begin
    perform pg_temp.arrive('send:undone');
    raise exception 'undone';
  exception when raise_exception then
    null;
  end;
end $$;
select is(private.arrivals(), array['send:kept'], 'only what stays is to be placed');
set constraints all immediate;
select results_eq('select lane_key, seq from public.agent_tasks',
  $$ values ('send:kept', 1::bigint) $$, 'it has its place');
select results_eq('select lane_key from private.lanes', array['send:kept'], 'and only it a lane');
select is(private.arrivals(), null, 'nothing is left to place');

select * from finish();
rollback;
