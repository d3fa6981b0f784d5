begin;
set local search_path = extensions, public;
select plan(13);

-- Grace is in New York; the hours of the law are from 21:00 to 08:00.
select is(private.quiet_until(u, at::timestamptz), until::timestamptz, at || ': until')
from public.users u, (values
  ('2026-06-10 20:59:59 EDT', null), ('2026-06-10 21:00 EDT', '2026-06-11 08:00 EDT'),
  ('2026-06-11 00:00 EDT', '2026-06-11 08:00 EDT'),
  ('2026-06-11 07:59:59.999 EDT', '2026-06-11 08:00 EDT'),
  ('2026-06-11 08:00 EDT', null)) t (at, until)
where u.id = '00000000-0000-4000-8000-000000000021';
select is(private.quiet_from(u, at::timestamptz), begins::timestamptz, at || ': from')
from public.users u, (values
  ('2026-06-10 20:59:59.5 EDT', '2026-06-10 21:00 EDT'),
  ('2026-06-10 21:00 EDT', '2026-06-10 21:00 EDT'),
  ('2026-06-11 07:59 EDT', '2026-06-11 07:59 EDT'),
  ('2026-06-11 08:00 EDT', '2026-06-11 21:00 EDT')) t (at, begins)
where u.id = '00000000-0000-4000-8000-000000000021';

create function pg_temp.hours_at(at text) returns text
language sql as $$
  select private.quiet_from(u, at::timestamptz) || ' to '
    || coalesce(private.quiet_until(u, at::timestamptz)::text, '-')
  from public.users u where u.id = '00000000-0000-4000-8000-000000000021'
$$;
set local timezone = 'America/New_York';
update public.tenants set settings = settings
  || '{"quiet_from_minute": 600, "quiet_until_minute": 660}';
select is(pg_temp.hours_at('2026-06-11 09:59 EDT'), '2026-06-11 10:00:00-04 to -',
  'a tenant has hours of its own, which may lie within a day');
select is(pg_temp.hours_at('2026-06-11 10:00 EDT'),
  '2026-06-11 10:00:00-04 to 2026-06-11 11:00:00-04', 'and these hold');
update public.tenants set settings = settings
  || '{"quiet_from_minute": 60, "quiet_until_minute": 60}';
select is(pg_temp.hours_at('2026-06-11 03:00 EDT'),
  '2026-06-11 03:00:00-04 to 2026-06-11 08:00:00-04', 'but the law''s hold all the same');
update private.settings set value = 0 where name like 'quiet_%_minute';
select is(pg_temp.hours_at('2026-06-11 03:00 EDT'), 'infinity to -', 'of no length they are none');

select * from finish();
rollback;
