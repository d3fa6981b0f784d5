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
do $$ begin perform pg_temp.book(50); end $$;
create temp table later as select pg_temp.book(-51, processed => false) as id;

select throws_ok('select pg_temp.book(-51, key => ''too much'')', '23514', null,
  'more than there is cannot be spent');
select is_empty('select * from public.credit_events where idempotency_key = ''too much''',
  'and is not in the ledger');
select throws_ok('update public.credit_events set processed = true
  where id = (select id from later)', '23514', null, 'nor by being processed later');
select lives_ok('select pg_temp.book(-50)', 'all there is can be');
select is(pg_temp.balance(), 0, 'to the last');

select * from finish();
rollback;
