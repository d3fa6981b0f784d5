begin;
set local search_path = extensions, public;
select plan(13);

insert into public.users (id, tenant_id, phone_number, first_name, last_name, email, verified) values
  ('20000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001', '+14155550141',
   'Jean', 'Bartik', null, true),
  ('20000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', '+14155550142',
   'Jean', 'Bartik', null, true),
  ('20000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001', '+14155550143',
   'Kay', 'McNulty', 'kay@eniac.example', false),
  ('20000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000002', '+14155550144',
   'Betty', 'Holberton', null, true);
select tests.newcomer();
create function pg_temp.found(said text) returns text language plpgsql as $$
begin
  if tests.at_the_door('name_referrer', jsonb_build_object('name', said)) <> 'done' then
    return 'it shows';
  end if;
  return coalesce((select r.first_name || ' ' || right(r.phone_number, 2) from public.users u
    join public.users r on r.id = u.referred_by where u.phone_number = '+14155550123'), 'nobody');
end $$;

select is(pg_temp.found(said), found, said) from (values
  ('Grace Hopper', 'Grace 11'), ('Grace', 'nobody'), ('Hopper', 'nobody'),
  ('+1 (415) 555-0111', 'Grace 11'), ('grace@cobol-yachts.example', 'Grace 11'),
  ('Jean Bartik', 'nobody'), ('+14155550142', 'Jean 42'), ('Kay McNulty', 'nobody'),
  ('kay@eniac.example', 'nobody'), ('Betty Holberton', 'nobody'), ('Ada Lovelace', 'nobody')
) t (said, found);
update public.users set verified = true, referred_by = (
    select id from public.users where phone_number = '+14155550123')
  where phone_number = '+14155550111';
select is(pg_temp.found('Grace Hopper'), 'nobody', 'whom they have sent themselves');
select throws_ok($$ update public.users u set referred_by = g.id from public.users g
  where u.phone_number = '+14155550123' and g.phone_number = '+14155550111' $$, '23514', null,
  'nor may anybody write it down');

select * from finish();
rollback;
