begin;
set local search_path = extensions, public;
select plan(5);

select tests.innovator();
select tests.prospect('{"email": "noah@ark.example"}'),
  tests.prospect('{"phone_number": "+14155550177", "last_name": "Shem"}'),
  tests.prospect('{"email": "grace@cobol-yachts.example", "last_name": "Hopper"}');
insert into public.users (tenant_id, phone_number, email) values
  ('00000000-0000-4000-8000-000000000001', '+14155550166', 'Noah@Ark.example'),
  ('00000000-0000-4000-8000-000000000001', '+14155550177', null);
create temp view joined as select last_name from public.prospects where status = 'converted';

update public.users set verified = true where phone_number = '+14155550166';
select is_empty('table joined', 'an address that nobody has proved is no proof');
update public.users set email_verified = true where phone_number = '+14155550166';
select results_eq('table joined', array['Lamech'], 'a verified one is');
update public.users set verified = true where phone_number = '+14155550177';
select bag_eq('table joined', array['Lamech', 'Shem'], 'and so is their number');
update public.users set title = 'Admiral', email = email where last_name = 'Hopper';
select bag_eq('table joined', array['Lamech', 'Shem'],
  'who was a member before stays unknown to who lists them');
select is(count(*), 2::bigint, 'each is told once') from public.events
  where event_type = 'prospect.converted';

select * from finish();
rollback;
