begin;
set local search_path = extensions, public;
select plan(20);

create function pg_temp.person(zone text, starts time default null, ends time default null,
  phone text default '+14155550199') returns public.users
language sql as $$
  select jsonb_populate_record(null::public.users, jsonb_build_object(
    'tenant_id', '00000000-0000-4000-8000-000000000001', 'phone_number', phone,
    'timezone', zone, 'quiet_hours_start', starts, 'quiet_hours_end', ends))
$$;

select is(private.zones_of(pg_temp.person(zone, phone => phone)), zones::text[], name)
from (values
  ('Asia/Tokyo', '+14155550199', '{Asia/Tokyo}', 'what they named counts'),
  ('Mars/Olympus', '+14155550199', '{America/St_Johns,Pacific/Honolulu}', 'if there is such'),
  (null, '+14155550199', '{America/St_Johns,Pacific/Honolulu}', 'states and Canada share +1'),
  (null, '+16715550199', '{Pacific/Guam}', 'but not with Guam'),
  (null, '+16845550199', '{Pacific/Pago_Pago}', 'nor with Samoa'),
  (null, '+18765550199', '{America/Jamaica}', 'nor with Jamaica'),
  (null, '+442079460199', '{Europe/London}', 'a country of one clock'),
  (null, '+3725550199', '{Europe/Tallinn}', 'whose code has three digits'),
  (null, '+999555019999', '{Pacific/Kiritimati,Pacific/Pago_Pago}', 'nobody''s code'),
  (null, '55512', '{Pacific/Kiritimati,Pacific/Pago_Pago}', 'a short code'),
  (null, null, '{UTC}', 'no number')) t (zone, phone, zones, name);

-- 21:00 in St John's is 23:30 in UTC; 08:00 in Honolulu, 18:00.
select is(private.quiet_until(pg_temp.person(null), at::timestamptz), until::timestamptz, at)
from (values ('2026-06-10 23:29Z', null), ('2026-06-10 23:30Z', '2026-06-11 18:00Z'),
  ('2026-06-11 17:59Z', '2026-06-11 18:00Z'), ('2026-06-11 18:00Z', null)) t (at, until);
select is(private.quiet_from(pg_temp.person(null), '2026-06-10 18:00Z'), '2026-06-10 23:30Z',
  'it begins where it is latest');
select is(private.quiet_until(pg_temp.person(null, '12:00', '12:30'), '2026-06-10 18:30Z'),
  '2026-06-10 22:30Z', 'a short span counts in between as well');
select is(private.quiet_from(pg_temp.person(null, '12:00', '12:30'), '2026-06-10 18:30Z'),
  '2026-06-10 18:30Z', 'and has begun there');
select is(private.quiet_until(pg_temp.person(null, phone => '+999555019999'),
  '2026-06-10 12:00Z'), 'infinity', 'somewhere it is night at any time');
select throws_ok($$insert into private.number_zones values ('+999', '{UTC,Mars/Olympus}')$$,
  '23514', 'this server does not know the zone Mars/Olympus', 'no row with a zone of nowhere');

select * from finish();
rollback;
