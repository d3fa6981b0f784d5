begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.dispute(event text, status text) returns text language sql as $$
  select tests.stripe_says('charge.dispute.' || event, jsonb_build_object('dispute', 'du_1',
    'dispute_status', status, 'disputed_cents', 10000))
$$;
select tests.offers_a_solution();
select tests.bought();
select tests.stripe_says('checkout.session.completed', '{}');
select tests.book_credits(-80);
select pg_temp.dispute('created', 'needs_response');
select results_eq('select * from tests.money()', 'values (0, 20, 80)', 'eighty are owed');
select is((select worker.waive_owed(id) from public.credit_purchases), 80, 'an operator lets go');
select tests.book_credits(30);
select results_eq('select * from tests.money()', 'values (30, 20, 0)', 'what comes is theirs');
select is(tests.stripe_says('charge.refunded', '{"refunded_cents": 10000}'), 'nothing_new',
  'the same money is not taken twice');
update private.payments set refunded_cents = 0;
select is(pg_temp.dispute('closed', 'won'), 'restored', 'won after all');
select results_eq('select * from tests.money()', 'values (50, 0, 0)',
  'what was taken comes back, and nothing of what was let go');

select * from finish();
rollback;
