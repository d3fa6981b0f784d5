begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.book_credits(50); end $$;
create temp table later as select tests.book_credits(-51, processed => false) as id;

select throws_ok('select tests.book_credits(-51, key => ''too much'')', '23514', null,
  'more than there is cannot be spent');
select is_empty('select * from public.credit_events where idempotency_key = ''too much''',
  'and is not in the ledger');
select throws_ok('update public.credit_events set processed = true
  where id = (select id from later)', '23514', null, 'nor by being processed later');
select lives_ok('select tests.book_credits(-50)', 'all there is can be');
select is(tests.credit_balance(), 0, 'to the last');

select * from finish();
rollback;
