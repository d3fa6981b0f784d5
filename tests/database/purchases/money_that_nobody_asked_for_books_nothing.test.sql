begin;
set local search_path = extensions, public;
select plan(7);

select tests.offers_a_solution();
select tests.bought();
select is(tests.stripe_says('checkout.session.completed', '{"amount_cents": 9999}'), 'other_amount',
  'another sum');
select is(tests.stripe_says('checkout.session.completed', '{"currency": "cad"}'), 'other_amount',
  'another currency');
select is(tests.stripe_says('checkout.session.completed', jsonb_build_object('session', 'cs_9',
  'purchase_id', (select id from public.credit_purchases))), 'other_session', 'another checkout');
select is(tests.stripe_says('checkout.session.completed', jsonb_build_object('purchase_id',
  gen_random_uuid())), 'unknown_purchase', 'a purchase that is gone');
select is(tests.stripe_says('checkout.session.completed', '{"purchase_id": null}'), 'not_ours',
  'what is sold elsewhere');
select results_eq('select balance from tests.money()', 'values (0)', 'nothing is booked');
select results_eq($$ select subject, subject_count from private.conditions()
    where kind = 'payment_unmatched' order by 1 $$,
  $$ values ('other_amount', 2::bigint), ('other_session', 1) $$, 'somebody is to look at Stripe');

select * from finish();
rollback;
