begin;
set local search_path = extensions, public;
select plan(4);

select tests.offers_a_solution();
select tests.bought();
select is(tests.stripe_says('checkout.session.completed', '{"payment_status": "unpaid"}'),
  'processing', 'it is on its way');
select is(tests.stripe_says('checkout.session.async_payment_failed', '{}'), 'failed',
  'it does not come');
select results_eq('select status, payload ? ''purchase_id'' from public.credit_purchases
  cross join public.events where event_type = ''credits.payment_failed''',
  $$ values ('failed', true) $$, 'which is told');
select results_eq('select balance from tests.money()', 'values (0)', 'nothing is booked');

select * from finish();
rollback;
