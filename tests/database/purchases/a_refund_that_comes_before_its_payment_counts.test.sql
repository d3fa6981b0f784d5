begin;
set local search_path = extensions, public;
select plan(4);

select tests.offers_a_solution();
select tests.bought();
select is(tests.stripe_says('charge.refunded', '{"refunded_cents": 5000}'), 'noted',
  'of a payment nobody knows yet');
select is(tests.stripe_says('charge.dispute.closed',
  '{"dispute": "du_1", "dispute_status": "lost", "disputed_cents": 5000}'), 'noted',
  'nor of a dispute');
select is(tests.stripe_says('checkout.session.completed', '{}'), 'booked', 'here it is');
select results_eq('select * from tests.money()', 'values (0, 100, 0)', 'and gone at once');

select * from finish();
rollback;
