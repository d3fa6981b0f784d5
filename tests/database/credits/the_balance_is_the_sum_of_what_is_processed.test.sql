begin;
set local search_path = extensions, public;
select plan(5);

create function pg_temp.book(amount integer, processed boolean default true, key text default null)
returns uuid language sql as $$
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, processed)
    select tenant_id, id, case when amount > 0 then 'answer' else 'spend' end, amount, 'user', id,
      coalesce(key, gen_random_uuid()::text), processed
    from public.users where id = '00000000-0000-4000-8000-000000000021' returning id
$$;
create function pg_temp.balance() returns integer language sql as $$
  select credit_balance from public.users where id = '00000000-0000-4000-8000-000000000021'
$$;

do $$ begin
  perform pg_temp.book(amount) from unnest(array[50, 25, -30]) amount;
  perform pg_temp.book(1000, processed => false);
end $$;
select is(pg_temp.balance(), 45, 'what is processed is in the balance, and nothing else');
select results_eq($$
  select balance, transaction_count from public.user_credit_balances
  where user_id = '00000000-0000-4000-8000-000000000021'
$$, $$ values (45::bigint, 4::bigint) $$, 'the view sums the ledger itself, to the same');

update public.credit_events set processed = true
where not processed and user_id = '00000000-0000-4000-8000-000000000021';
select is(pg_temp.balance(), 1045, 'the rest is added when it is processed');
select results_eq($$
  select u.credit_balance::bigint from public.users u join public.user_credit_balances b
    on b.user_id = u.id order by u.id
$$, 'select balance from public.user_credit_balances order by user_id', 'everybody''s is');
select is_empty('select * from private.credit_cache_drift', 'and nobody''s has drifted');

select * from finish();
rollback;
