begin;
set local search_path = extensions, public;
select plan(6);

select tests.offers_a_solution();
select tests.bought();
select is(tests.stripe_says('checkout.session.completed', '{"payment_status": "unpaid"}'),
  'processing', 'it is on its way');
select results_eq('select balance from tests.money()', 'values (0)', 'nothing is booked yet');
select is(tests.stripe_says('checkout.session.async_payment_succeeded', '{}'), 'booked',
  'it has come');
select is(tests.stripe_says('checkout.session.completed', '{"payment_status": "unpaid"}'),
  'nothing_new', 'that it was on its way, told late, takes nothing back');
select results_eq('select status from public.credit_purchases', $$ values ('paid') $$, 'paid');
select results_eq('select balance from tests.money()', 'values (100)', 'a hundred');

select * from finish();
rollback;
