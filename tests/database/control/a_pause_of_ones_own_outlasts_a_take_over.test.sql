begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.text_in('SM1'); end $$;
create function pg_temp.turn(status text) returns text language sql as $$
  update public.conversations set status = turn.status;
  set constraints all immediate;
  set constraints all deferred;
  select paused_reason from private.lanes
$$;

do $$ begin perform worker.pause_lane(lane_key, 'an incident') from private.lanes; end $$;
select is(pg_temp.turn('paused'), 'an incident', 'the first reason stands');
select is(pg_temp.turn('active'), 'an incident', 'giving the conversation back leaves it');
do $$ begin perform pg_temp.turn('paused'); end $$;
select is((select worker.resume_lane(lane_key) from private.lanes), false,
  'a lane does not go on while a human answers');
select is((select paused_reason from private.lanes), 'its conversation is paused',
  'though the incident is over');
select is(pg_temp.turn('active'), null, 'given back, it goes on');

select * from finish();
rollback;
