begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.coached_person(); end $$;
create function pg_temp.at(clock text, score integer default 8) returns text language sql as $$
  select tests.analysed_day(score, clock::timestamptz)
$$;
create function pg_temp.lives(zone text) returns void language sql as $$
  update public.users set timezone = zone where id = '20000000-0000-4000-8000-000000000001'
$$;

do $$ begin perform pg_temp.lives('America/New_York'); end $$;
-- The clocks go back at two on the first of November: that day has twenty-five hours.
select is(pg_temp.at('2026-11-01 00:10 America/New_York'), '1', 'their first day begins');
select is(pg_temp.at('2026-11-02 04:50Z'), '1', 'and is still the same at ten to midnight');
do $$ begin perform pg_temp.lives('Asia/Tokyo'); end $$;
select is(pg_temp.at('2026-11-01 05:30Z', 0), '1', 'who moves has not written on more days');
do $$ begin perform pg_temp.lives('America/New_York'); end $$;
select is(pg_temp.at('2026-11-02 05:10Z'), '2', 'ten past midnight it is the next');

-- The clocks go forward on the fourteenth of March: that day has twenty-three.
select is(pg_temp.at('2027-03-14 00:10 America/New_York', 9), '2', 'a first day of three');
select is(pg_temp.at('2027-03-15 03:50Z', 9), '2', 'which ends an hour earlier');
select is(pg_temp.at('2027-03-15 04:10Z', 9), '2', 'a second');
select is(pg_temp.at('2027-03-16 04:10Z', 9), '3', 'and a third');

select * from finish();
rollback;
