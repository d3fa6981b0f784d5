begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
create function pg_temp.snooze(at timestamptz, reason text) returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'snooze', 'lease',
    tests.send_lease(at), 'snooze_seconds', 60, 'reason', reason)), at) -> 0 ->> 'result'
$$;

select is(pg_temp.snooze(now() + n * interval '12 hours', 'paused'), 'snoozed',
  'a number may be paused for long: ' || n) from generate_series(1, 2) n;
select is((select errors from public.agent_tasks), '[]', 'and nothing has failed');
-- Put off once by the carrier, then paused for days, then put off once more.
do $$ begin perform pg_temp.snooze(now() + interval '25 hours', 'carrier_429'); end $$;
select is(pg_temp.snooze(now() + interval '73 hours', 'carrier_429'), 'snoozed',
  'what waited for somebody else is not too old');

select * from finish();
rollback;
