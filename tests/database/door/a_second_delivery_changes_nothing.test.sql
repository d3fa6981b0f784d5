begin;
set local search_path = extensions, public;
select plan(4);

select tests.newcomer();
create temp table tag as select tests.address_for('ada@engines.example') as one,
  jsonb_build_object('key', repeat('a', 64)) as mail;

select is(tests.mail('ada@engines.example', one, mail), 'confirmed', 'the first') from tag;
select is(tests.mail('ada@engines.example', one, mail), 'duplicate', 'the same again') from tag;
select is(tests.mail('eve@engines.example', 'nobody@here.example', mail), 'duplicate',
  'whatever it says') from tag;
select results_eq('select count(*), min(verdict) from private.inbound_emails',
  $$ values (1::bigint, 'confirmed') $$, 'is one email');

select * from finish();
rollback;
