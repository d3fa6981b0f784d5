begin;
set local search_path = extensions, public;
select plan(15);

create function pg_temp.person(zone text, starts time default null, ends time default null,
  phone text default '+14155550199') returns public.users
language sql as $$
  select jsonb_populate_record(null::public.users, jsonb_build_object(
    'tenant_id', '00000000-0000-4000-8000-000000000001', 'phone_number', phone,
    'timezone', zone, 'quiet_hours_start', starts, 'quiet_hours_end', ends))
$$;

select is(array[private.local_day(pg_temp.person(zone), at::timestamptz)::text,
    (private.day_began(pg_temp.person(zone), at::timestamptz) at time zone 'UTC')::text],
  array[day, began], concat(zone, ': ', name))
from (values
  ('America/New_York', '2026-06-11 03:59Z', '2026-06-10', '2026-06-10 04:00:00', 'its end'),
  ('America/New_York', '2026-06-11 04:00Z', '2026-06-11', '2026-06-11 04:00:00', 'its first'),
  ('America/New_York', '2026-03-08 16:00Z', '2026-03-08', '2026-03-08 05:00:00', 'of 23 hours'),
  ('America/New_York', '2026-11-01 16:00Z', '2026-11-01', '2026-11-01 04:00:00', 'of 25 hours'),
  ('America/Havana', '2026-03-08 12:00Z', '2026-03-08', '2026-03-08 05:00:00', 'no midnight'),
  ('America/Havana', '2026-11-01 12:00Z', '2026-11-01', '2026-11-01 04:00:00', 'two of them'),
  ('America/Havana', '2026-11-01 04:30Z', '2026-11-01', '2026-11-01 04:00:00', 'before the 2nd'),
  ('Africa/Cairo', '2026-04-24 12:00Z', '2026-04-24', '2026-04-23 22:00:00', 'no midnight'),
  ('Africa/Cairo', '2026-10-29 21:30Z', '2026-10-29', '2026-10-28 21:00:00', 'an hour again'),
  ('Asia/Beirut', '2026-10-25 12:00Z', '2026-10-25', '2026-10-24 22:00:00', 'after such an hour'),
  ('America/Asuncion', '2023-10-01 12:00Z', '2023-10-01', '2023-10-01 04:00:00', 'no midnight'),
  ('America/St_Johns', '2010-11-07 02:45Z', '2010-11-06', '2010-11-06 02:30:00', 'a minute late'),
  ('America/St_Johns', '2010-11-07 03:45Z', '2010-11-07', '2010-11-07 02:30:00', 'begun twice'),
  ('Pacific/Apia', '2011-12-30 12:00Z', '2011-12-31', '2011-12-30 10:00:00', 'a day skipped'),
  (null, '2026-06-11 09:59Z', '2026-06-10', '2026-06-10 10:00:00', 'that of the last clock')
) t (zone, at, day, began, name);

select * from finish();
rollback;
