begin;
set local search_path = extensions, public;
select plan(5);

select tests.innovator(120);
select tests.colleague(1);

select is(tests.offer_for(tests.prospect('{"title": "VP Sales", "email": "a@ark.example"}')),
  'offered', 'of 120 credits 75 may be needed');
select is(tests.offer_for(tests.prospect('{"email": "b@ark.example"}')), 'not_covered',
  'what is offered and not accepted yet is not offered twice');
select results_eq('select bounty_credits, status from public.intro_opportunities',
  $$ values (75, 'open') $$, 'the price is of the table, by the title');
update public.intro_opportunities set status = 'declined';
update public.prospects set match_at = now() where email = 'b@ark.example';
select is(tests.offer_for((select id from public.prospects where email = 'b@ark.example')),
  'offered', 'once it was declined it is free again');
select is(tests.offer_for(tests.prospect('{"company": "Nowhere"}')), 'nobody',
  'whom nobody knows nobody is asked for');

select * from finish();
rollback;
