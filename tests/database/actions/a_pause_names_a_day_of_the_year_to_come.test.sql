begin;
set local search_path = extensions, public;
select plan(12);

create function pg_temp.said_of(value jsonb) returns text language sql as $$
  select private.check_action(u, 'concierge', 'pause_texts', jsonb_build_object('until', value))
  from public.users u
$$;
create function pg_temp.day(days integer) returns jsonb language sql as $$
  select to_jsonb((now() at time zone 'America/New_York')::date + days)
$$;

select is(pg_temp.said_of(pg_temp.day(1)), null, 'tomorrow');
select is(pg_temp.said_of(pg_temp.day(366)), null, 'in a year');
select is(pg_temp.said_of(pg_temp.day(days)), 'until must be a day after today, which is '
    || (now() at time zone 'America/New_York')::date, days || ' days from today is refused')
  from unnest(array[0, -1, -400]) days;
select is(pg_temp.said_of(pg_temp.day(367)),
  'until is at most a year ahead; leave it out for as long as they like', 'later is refused');
select is(pg_temp.said_of(value), 'until is a day, as 2026-11-30', format('%s is refused', value))
  from unnest(array['"Monday"', '"2030-1-1"', '20300101', 'null']::jsonb[]) value;
select is(pg_temp.said_of('"2030-02-30"'), 'there is no such day', 'nor is there a 30 February');

do $$ begin perform tests.act('pause_texts', '{"until": "2020-01-01"}'); end $$;
select is(muted_until, null, 'what was refused has paused nothing') from public.users;

select * from finish();
rollback;
