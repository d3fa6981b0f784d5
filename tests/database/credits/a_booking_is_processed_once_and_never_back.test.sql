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
create temp table booking as select pg_temp.book(50, processed => false) as id;
create function pg_temp.mark(processed boolean) returns text language sql as $$
  select tests.attempt('postgres', null, format(
    'update public.credit_events set processed = %L where id = %L', processed, id)) from booking
$$;

select is(pg_temp.balance(), 0, 'it is not counted yet');
select is(pg_temp.mark(true), 'allowed', 'it is processed');
select is(pg_temp.mark(true), '23001', 'once');
select is(pg_temp.mark(false), '23001', 'and never unprocessed');
select is(pg_temp.balance(), 50, 'it counts once');

select * from finish();
rollback;
