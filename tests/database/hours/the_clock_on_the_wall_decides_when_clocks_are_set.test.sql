begin;
set local search_path = extensions, public;
select plan(14);

create function pg_temp.person(zone text, starts time default null, ends time default null,
  phone text default '+14155550199') returns public.users
language sql as $$
  select jsonb_populate_record(null::public.users, jsonb_build_object(
    'tenant_id', '00000000-0000-4000-8000-000000000001', 'phone_number', phone,
    'timezone', zone, 'quiet_hours_start', starts, 'quiet_hours_end', ends))
$$;
update private.settings set value = 0 where name like 'quiet_%_minute';

-- New York skips 02:00 to 03:00 on 8 March and has 01:00 to 02:00 twice on 1 November.
select is(private.quiet_until(pg_temp.person('America/New_York', starts::time, ends::time),
  at::timestamptz), until::timestamptz, name)
from (values
  ('21:00', '08:00', '2026-03-07 22:00 EST', '2026-03-08 08:00 EDT', 'a night of ten hours'),
  ('21:00', '08:00', '2026-10-31 22:00 EDT', '2026-11-01 08:00 EST', 'and one of twelve'),
  ('21:00', '02:30', '2026-03-08 01:59 EST', '2026-03-08 03:00 EDT', 'an end that is skipped'),
  ('02:15', '02:45', '2026-03-08 03:00 EDT', null, 'a span that is skipped'),
  ('02:30', '05:00', '2026-03-08 03:00 EDT', '2026-03-08 05:00 EDT', 'a start that is skipped'),
  ('21:00', '01:30', '2026-11-01 01:10 EDT', '2026-11-01 01:30 EDT', 'an end that comes twice'),
  ('21:00', '01:30', '2026-11-01 01:30 EDT', null, 'is one the first time'),
  ('21:00', '01:30', '2026-11-01 01:00 EST', '2026-11-01 01:30 EST', 'and one the second'),
  ('01:10', '01:50', '2026-11-01 01:49 EDT', '2026-11-01 01:50 EDT', 'a span that comes twice')
) t (starts, ends, at, until, name);
select is(private.quiet_from(pg_temp.person(zone, starts::time, ends::time), at::timestamptz),
  begins::timestamptz, zone || ': ' || name)
from (values
  ('America/New_York', '02:15', '02:45', '2026-03-08 00:00 EST', '2026-03-09 02:15 EDT',
   'the next day'),
  ('America/New_York', '02:30', '05:00', '2026-03-08 00:00 EST', '2026-03-08 03:00 EDT',
   'at the jump'),
  ('America/New_York', '01:10', '01:50', '2026-11-01 01:50 EDT', '2026-11-01 01:10 EST',
   'once more'),
  ('Australia/Lord_Howe', '01:40', '01:50', '2026-04-04 14:50Z', '2026-04-04 15:10Z',
   'half an hour comes twice'),
  ('Pacific/Apia', '21:00', '08:00', '2011-12-30 09:00Z', '2011-12-30 09:00Z', 'a day is skipped')
) t (zone, starts, ends, at, begins, name);

select * from finish();
rollback;
