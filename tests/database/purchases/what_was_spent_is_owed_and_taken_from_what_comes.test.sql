begin;
set local search_path = extensions, public;
select plan(10);

select tests.offers_a_solution();
select tests.bought();
select tests.stripe_says('checkout.session.completed', '{}');
select tests.book_credits(-80);
select is(tests.stripe_says('charge.refunded', '{"refunded_cents": 10000}'), 'reversed', 'refunded');
select results_eq('select * from tests.money()', 'values (0, 20, 80)',
  'what is there is taken, what is not is owed');
select results_eq($$ select kind, subject_count from private.conditions()
    where kind = 'credits_owed' $$, $$ values ('credits_owed', 80::bigint) $$,
  'an operator is alerted');
select matches((select final_message from public.message_queue order by arrival desc limit 1),
  '20 of them were taken back. 80 were spent already', 'and its person told');

select tests.book_credits(30);
select results_eq('select * from tests.money()', 'values (0, 50, 50)', 'the next that come pay');
select tests.bought('medium', 'cs_2');
select tests.stripe_says('checkout.session.completed', jsonb_build_object('session', 'cs_2',
  'payment_intent', 'pi_2', 'purchase_id',
  (select id from public.credit_purchases where stripe_session = 'cs_2')));
select results_eq('select * from tests.money()', 'values (450, 100, 0)', 'and then all is paid');
select is_empty($$ select from private.conditions() where kind = 'credits_owed' $$, 'and quiet');
select is((select sum(amount) from public.credit_events), 450::bigint, 'the ledger says the same');

select tests.book_credits(-450);
select tests.stripe_says('charge.dispute.created', '{"payment_intent": "pi_2", "dispute": "du_2",
  "dispute_status": "needs_response", "disputed_cents": 45000}');
select results_eq('select * from tests.money()', 'values (0, 100, 500)', 'owed again');
select tests.stripe_says('charge.dispute.closed', '{"payment_intent": "pi_2", "dispute": "du_2",
  "dispute_status": "won", "disputed_cents": 45000}');
select results_eq('select * from tests.money()', 'values (0, 100, 0)',
  'a dispute that is won forgives what is owed before it gives anything');

select * from finish();
rollback;
