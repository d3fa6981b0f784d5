begin;
set local search_path = extensions, public;
select plan(8);

create function pg_temp.pause_in(zone text) returns timestamptz language plpgsql as $$
begin
  update public.users set timezone = pause_in.zone;
  perform tests.act('pause_texts',
    jsonb_build_object('until', (now() at time zone pause_in.zone)::date + 3));
  return (select muted_until from public.users);
end
$$;

select is(pg_temp.pause_in(zone),
  ((now() at time zone zone)::date + 3)::timestamp at time zone zone,
  'when it is midnight in ' || zone)
from unnest(array['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Kiritimati',
  'Pacific/Pago_Pago', 'UTC']) zone;

select is(tests.act('pause_texts',
  jsonb_build_object('until', (now() at time zone 'UTC')::date + 5)), 'done',
  'a longer pause takes its place');
select is(muted_until, ((now() at time zone 'UTC')::date + 5)::timestamp at time zone 'UTC',
  'and lasts as long as it says') from public.users;

select * from finish();
rollback;
