begin;
set local search_path = extensions, public;
select plan(3);

select tests.newcomer();
create temp table tag as select tests.address_for('ada@engines.example') as one;
select tests.mail('eve@engines.example', one) from tag, generate_series(1, 7);

select is(count(*), 3::bigint, 'three of seven') from tests.texts_out where role = 'system';
select tests.mail('eve@engines.example', one, at => now() + interval '25 hours') from tag;
select is(count(*) filter (where told), 4::bigint, 'and again a day later')
  from private.inbound_emails;
insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_out', 'keyword' from public.users where phone_number = '+14155550123';
select tests.mail('eve@engines.example', one, at => now() + interval '60 hours') from tag;
select is(count(*) filter (where told), 4::bigint, 'but nobody who wants no texts')
  from private.inbound_emails;

select * from finish();
rollback;
