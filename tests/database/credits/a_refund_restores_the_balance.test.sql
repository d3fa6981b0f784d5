begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.book_credits(amount) from unnest(array[50, -40]) amount; end $$;
select is(tests.credit_balance(), 10, 'forty of fifty are spent');

insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
    reference_id, idempotency_key, processed)
  select tenant_id, user_id, 'refund', -amount, reference_type, reference_id, 'refund:' || id, true
  from public.credit_events
  where event_type = 'spend' and user_id = '00000000-0000-4000-8000-000000000021';
select is(tests.credit_balance(), 50, 'the refund gives them back');
select results_eq($$
  select event_type, amount from public.credit_events
  where user_id = '00000000-0000-4000-8000-000000000021' order by amount
$$, $$ values ('spend', -40), ('refund', 40), ('answer', 50) $$, 'and the ledger tells all of it');

select * from finish();
rollback;
