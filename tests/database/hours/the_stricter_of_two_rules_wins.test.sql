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

select is(private.quiet_until(pg_temp.person('UTC', starts::time, ends::time),
  ('2026-06-10 ' || at || 'Z')::timestamptz), until::timestamptz, name)
from (values
  ('20:00', '06:00', '20:30', '2026-06-11 08:00Z', 'theirs begins earlier'),
  ('23:00', '09:00', '21:30', '2026-06-11 09:00Z', 'theirs ends later'),
  ('23:00', '05:00', '21:30', '2026-06-11 08:00Z', 'theirs lies within the tenant''s'),
  ('12:00', '13:00', '12:59', '2026-06-10 13:00Z', 'theirs lies apart'),
  ('12:00', '13:00', '13:00', null, 'and in between nothing holds'),
  ('08:00', '10:00', '07:00', '2026-06-10 10:00Z', 'one goes on where the other ends'),
  ('10:00', '10:00', '10:00', null, 'of no length theirs is none'),
  ('08:00', '21:00', '12:00', 'infinity', 'together they leave no minute of the day'),
  ('08:01', '21:00', '12:00', '2026-06-11 08:00Z', 'or one'),
  ('00:00', '24:00', '12:00', 'infinity', 'a whole day has an end that is written 24:00'),
  ('24:00', '00:00', '12:00', null, 'which as a start is the same as 00:00'),
  ('24:00', '09:00', '08:30', '2026-06-10 09:00Z', 'and is followed by what follows that')
) t (starts, ends, at, until, name);

select is(private.quiet_from(pg_temp.person('UTC', '12:00', '13:00'), '2026-06-10 09:00Z'),
  '2026-06-10 12:00Z', 'the next begins with whichever comes first');
select is(private.quiet_from(pg_temp.person('UTC', '12:00', '13:00'), '2026-06-10 09:00Z', false),
  '2026-06-10 21:00Z', 'without their own, with the tenant''s');
select is(private.quiet_until(pg_temp.person('UTC', '20:00', '09:00'), '2026-06-10 22:00Z', false),
  '2026-06-11 08:00Z', 'which holds all the same');

select * from finish();
rollback;
