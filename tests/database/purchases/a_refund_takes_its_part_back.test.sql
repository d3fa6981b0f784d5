begin;
set local search_path = extensions, public;
select plan(8);

select tests.offers_a_solution();
select tests.bought();
select tests.stripe_says('checkout.session.completed', '{}');
select is(tests.stripe_says('charge.refunded', '{"refunded_cents": 2599}'), 'reversed', 'a part');
select results_eq('select * from tests.money()', 'values (75, 25, 0)', 'in whole credits');
select is(tests.stripe_says('charge.refunded', '{"refunded_cents": 1000}'), 'nothing_new',
  'an older event knows of less');
select is(tests.stripe_says('charge.refunded', '{"refunded_cents": 10000}'), 'reversed',
  'the rest');
select results_eq('select * from tests.money()', 'values (0, 100, 0)', 'all of them');
select results_eq($$ select event_type, amount from public.credit_events order by created_at, 2 $$,
  $$ values ('reversal', -75), ('reversal', -25), ('purchase', 100) $$, 'the ledger tells it');
select results_eq($$ select user_credit_balances.balance from public.user_credit_balances $$,
  'values (0::bigint)', 'and is right');
select results_eq($$ select substring(final_message from '[0-9]+ of them were taken back')
    from public.message_queue where final_message ~ 'taken back' order by arrival $$,
  $$ values ('25 of them were taken back'), ('75 of them were taken back') $$, 'and its person');

select * from finish();
rollback;
