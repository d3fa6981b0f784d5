begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.book_credits(amount) from unnest(array[50, 25, -30]) amount;
  perform tests.book_credits(1000, processed => false);
end $$;
select is(tests.credit_balance(), 45, 'what is processed is in the balance, and nothing else');
select results_eq($$
  select balance, transaction_count from public.user_credit_balances
  where user_id = '00000000-0000-4000-8000-000000000021'
$$, $$ values (45::bigint, 4::bigint) $$, 'the view sums the ledger itself, to the same');

update public.credit_events set processed = true
where not processed and user_id = '00000000-0000-4000-8000-000000000021';
select is(tests.credit_balance(), 1045, 'the rest is added when it is processed');
select results_eq($$
  select u.credit_balance::bigint from public.users u join public.user_credit_balances b
    on b.user_id = u.id order by u.id
$$, 'select balance from public.user_credit_balances order by user_id', 'everybody''s is');
select is_empty('select * from private.credit_cache_drift', 'and nobody''s has drifted');

select * from finish();
rollback;
