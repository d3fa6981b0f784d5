begin;
set local search_path = extensions, public;
select plan(8);

select tests.offers_a_solution();
select tests.bought();
select is(tests.stripe_says('checkout.session.completed', '{}', 'evt_1'), 'booked', 'it is paid');
select is(tests.stripe_says('checkout.session.completed', '{}', 'evt_1'), 'duplicate',
  'the same event is nothing');
select is(tests.stripe_says('checkout.session.completed', '{}', 'evt_2'), 'nothing_new',
  'nor is another that says the same');
select is(tests.stripe_says('checkout.session.async_payment_failed', '{}'), 'nothing_new',
  'what is paid has not failed');
select is(tests.stripe_says('checkout.session.expired', '{}'), 'nothing_new', 'nor is it over');
select results_eq($$ select event_type, amount, idempotency_key = 'purchase:' || reference_id
    from public.credit_events $$, $$ values ('purchase', 100, true) $$, 'one booking');
select results_eq('select balance from tests.money()', 'values (100)', 'a hundred');
select results_eq('select final_message from public.message_queue', $$ values ('Thank you: your payment for 100 credits has come. You have 100 now.') $$,
  'its person is thanked once');

select * from finish();
rollback;
