begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
create function pg_temp.snooze() returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'snooze', 'lease',
    tests.send_lease(now() + interval '1 minute'), 'snooze_seconds', 5))) -> 0 ->> 'result'
$$;

update public.agent_tasks set failing_since = now() - interval '2 days';
select is(pg_temp.snooze(), 'dead', 'too old to wait any longer');
select ok(worker.replay_dead_letter((select id from public.event_dead_letters)), 'replayed');
select is(pg_temp.snooze(), 'snoozed', 'it may wait as long as a new one');

select * from finish();
rollback;
