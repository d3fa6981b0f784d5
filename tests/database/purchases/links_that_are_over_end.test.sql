begin;
set local search_path = extensions, public;
select plan(4);

select tests.offers_a_solution();
select tests.bought();
select is(private.retire_payments(), 0, 'one that is good stays');
select is(private.retire_payments(now() + interval '3 days'), 1, 'one that is not');
select is((select status from public.credit_purchases), 'expired', 'is over');
select is(tests.stripe_says('checkout.session.completed', '{}'), 'booked',
  'and who has paid all the same has paid');

select * from finish();
rollback;
