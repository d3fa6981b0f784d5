begin;
set local search_path = extensions, public;
select plan(2);

create function pg_temp.found(from_number text) returns bigint language plpgsql as $$
begin
  perform tests.in_crisis('SM' || from_number, 'critical',
    more => jsonb_build_object('from', from_number));
  return (select count(*) from public.crisis_events);
end
$$;

select is(pg_temp.found('+14155550100'), 0::bigint, 'not our own number');
select is(pg_temp.found('55555'), 0::bigint, 'nor a short code');

select * from finish();
rollback;
