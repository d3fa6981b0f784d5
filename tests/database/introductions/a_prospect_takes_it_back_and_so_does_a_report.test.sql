begin;
set local search_path = extensions, public;
select plan(8);

select tests.innovator();
select tests.colleague(1, 'Cobol Yachts');
update public.users set email = 'mate@ark.example', email_verified = true where last_name = 'No1';
select tests.offer_for(tests.prospect('{"email": "mate@ark.example"}'));
update public.intro_opportunities set status = 'accepted', connector_response = 'Yes';
create function pg_temp.go_on() returns text language sql as $$
  select private.advance_intro(id, now()) from public.intro_opportunities
$$;
select is(pg_temp.go_on(), 'asked', 'all are asked');
update private.intro_sides set agreed_at = now(), words = 'Yes' where side = 'prospect';
savepoint agreed;

select is(tests.turn('No, I would rather not', 'answer_introduction',
  '{"handle": "i1", "answer": "no"}', (select phone_number from public.users where last_name = 'No1')),
  'done', 'who would be introduced takes their yes back');
select isnt(refused_at, null, 'it is a no now') from private.intro_sides where side = 'prospect';
select is(pg_temp.go_on(), 'cancelled', 'and nobody is introduced');
rollback to agreed;

select matches(tests.turn('Great, ok', 'report_introduction', '{"handle": "i1", "outcome": "made"}'),
  'nothing is to be made now', 'before all have agreed nothing is made');
select is(tests.turn('Call it off please', 'report_introduction',
  '{"handle": "i1", "outcome": "not_made"}'), 'done', 'its connector reports that it will not be');
select is(pg_temp.go_on(), 'cancelled', 'which calls it off');
select results_eq($$ select event_type, amount from tests.bounties order by amount $$,
  $$ values ('escrow', -50), ('refund', 50) $$, 'and the bounty is back');

select * from finish();
rollback;
