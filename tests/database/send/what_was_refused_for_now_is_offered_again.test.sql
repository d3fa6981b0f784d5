begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
create temp table held as select tests.send_lease() as lease;
create function pg_temp.refused(code integer) returns text language plpgsql as $$
declare
  answer jsonb;
begin
  select worker.settle_send(lease, jsonb_build_object('part_id',
    tests.begin_part(lease) -> 'part_id', 'kind', 'rejected', 'error_code', code)) into answer
    from held;
  raise exception using message = concat_ws(' ', coalesce(answer ->> 'decided', 'as said'),
    (select p.status from public.message_parts p), (select t.status from public.agent_tasks t));
exception when raise_exception then
  return sqlerrm;
end $$;

select is(pg_temp.refused(21611), 'later queued processing', 'the queue is full: later');
select is(pg_temp.refused(21659), 'later queued processing', 'once the sender is mended');
select is(pg_temp.refused(14107), 'later queued processing', 'once the two have cooled down');
select is(pg_temp.refused(30410), 'unknown unknown processing', 'somebody may have it: in doubt');
select is(pg_temp.refused(21614), 'as said failed completed', 'never, to a number like that');
select is(pg_temp.refused(21617), 'as said failed completed', 'never, with these words');
select is(pg_temp.refused(99999), 'as said failed completed', 'nor for reasons nobody knows');

select * from finish();
rollback;
