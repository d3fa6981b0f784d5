begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
create function pg_temp.waits(reason text, seconds numeric) returns numeric language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease',
    tests.send_lease(now() + interval '1 day'), 'outcome', 'snooze', 'reason', waits.reason,
    'snooze_seconds', waits.seconds)), now());
  select round(extract(epoch from scheduled_for - now()), 2) from public.agent_tasks
$$;

select is(pg_temp.waits('pace', 0.75), 0.75, 'until its number may text again');
select is(pg_temp.waits('pace', 0.01), 0.20, 'but nobody is asked every moment');
select is(pg_temp.waits('cooling_down', 42), 42.00, 'until two numbers have cooled down');
select is(pg_temp.waits('paused', null), 60.00, 'a minute at a time when nobody says how long');
select results_eq('select snooze_count, retry_count, errors, failing_since from public.agent_tasks',
  $$ values (0, 0, '[]'::jsonb, null::timestamptz) $$, 'none of it is a failure');
select is(pg_temp.waits('elsewhere', 0.75), 1.00, 'as any other wait would be');

select * from finish();
rollback;
