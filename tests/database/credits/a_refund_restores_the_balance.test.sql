begin;
set local search_path = extensions, public;
select plan(3);

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
do $$ begin perform pg_temp.book(amount) from unnest(array[50, -40]) amount; end $$;
select is(pg_temp.balance(), 10, 'forty of fifty are spent');

insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
    reference_id, idempotency_key, processed)
  select tenant_id, user_id, 'refund', -amount, reference_type, reference_id, 'refund:' || id, true
  from public.credit_events
  where event_type = 'spend' and user_id = '00000000-0000-4000-8000-000000000021';
select is(pg_temp.balance(), 50, 'the refund gives them back');
select results_eq($$
  select event_type, amount from public.credit_events
  where user_id = '00000000-0000-4000-8000-000000000021' order by amount
$$, $$ values ('spend', -40), ('refund', 40), ('answer', 50) $$, 'and the ledger tells all of it');

select * from finish();
rollback;
