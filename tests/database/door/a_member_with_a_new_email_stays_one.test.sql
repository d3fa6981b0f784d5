begin;
set local search_path = extensions, public;
select plan(5);

select tests.text_in('SM1');
create temp table tag as select tests.address_for('grace@flow-matic.example', '+14155550111') as one;
select results_eq($$ select email, email_verified, verified from public.users
  where phone_number = '+14155550111' $$, $$ values ('grace@flow-matic.example', false, true) $$,
  'the new one is on record, unconfirmed, and she is a member as before');
select is(tests.mail('grace@cobol-yachts.example', one), 'other_sender', 'the old one proves nothing')
  from tag;
select is(tests.mail('grace@flow-matic.example', one), 'confirmed', 'the new one does') from tag;
select is(email_verified, true, 'then it is') from public.users where phone_number = '+14155550111';
select results_eq($$ select event_type, payload ->> 'occasion' from public.events
  where event_type ~ '^user' $$, $$ values ('user.email_confirmed', 'email_confirmed') $$,
  'which is no second membership');

select * from finish();
rollback;
