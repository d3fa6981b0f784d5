begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('news');
  perform tests.decide();
end $$;
create temp table held as select tests.send_lease(tests.noon()) as lease;
create function pg_temp.replayed() returns boolean language sql as $$
  select worker.replay_dead_letter(id) from public.event_dead_letters
$$;
do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'failed',
    'error', '{"code": "broken", "message": "for good"}'::jsonb)), tests.noon()) from held;
end $$;

select results_eq('select status, reason from tests.queued', $$ values ('failed', 'given_up') $$,
  'its sending was given up');
select ok(pg_temp.replayed(), 'somebody replays it');
select is(string_agg(s, ', '), '>news', 'it leaves') from tests.send_all() s;
select results_eq('select status from tests.queued', array['sent'], 'and is sent');

select * from finish();
rollback;
