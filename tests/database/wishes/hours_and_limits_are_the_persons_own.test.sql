begin;
set local search_path = extensions, public;
select plan(8);

create function pg_temp.wish(input jsonb) returns setof text language sql as $$
  select tests.act('set_texting', input);
  select concat_ws(' ', quiet_hours_start, quiet_hours_end, coalesce(daily_limit, -1),
    coalesce(hourly_limit, -1)) from public.users where first_name = 'Grace' $$;

select is(pg_temp.wish('{"quiet_hours": {"from": "21:00", "until": "09:30"}}'),
  '21:00:00 09:30:00 -1 -1', 'their hours');
select is(pg_temp.wish('{"a_day": 2}'), '21:00:00 09:30:00 2 -1', 'so many a day');
select is(pg_temp.wish('{"an_hour": 0}'), '21:00:00 09:30:00 2 0', 'so many an hour');
select is(pg_temp.wish('{"a_day": null, "quiet_hours": null}'), '-1 0', 'and taken back');
select tests.consent();
do $$ begin perform private.open_days(array['00000000-0000-4000-8000-000000000021'::uuid], now()); end $$;
select is(tests.act('set_texting', '{"a_day": 3}'), 'done', 'from today');
select results_eq('select daily_limit, hourly_limit from public.user_message_budget',
  $$ values (3, 0) $$, 'on');
select tests.act('set_texting', '{"quiet_hours": {"from": "11:00", "until": "13:00"}}');
select is(private.quiet_until(u, tests.noon()), tests.noon(clock => '13:00'),
  'by their own clock') from public.users u;
select is(private.quiet_until(u, tests.noon(clock => '23:00')), tests.noon(1, '08:00'),
  'on top of the night that is everybody''s') from public.users u;

select * from finish();
rollback;
