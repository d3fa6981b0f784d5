begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.book(amount integer, processed boolean default true, key text default null)
returns uuid language sql as $$
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, processed)
    select tenant_id, id, case when amount > 0 then 'answer' else 'spend' end, amount, 'user', id,
      coalesce(key, gen_random_uuid()::text), processed
    from public.users where id = '00000000-0000-4000-8000-000000000021' returning id
$$;
create temp table booking as select pg_temp.book(50) as id;

select throws_ok('delete from public.credit_events where id = (select id from booking)', '23001',
  null, 'a booking is not deleted');
select throws_ok('delete from public.credit_events', '23001', null, 'nor are all of them');
select lives_ok('delete from public.users where id = ''00000000-0000-4000-8000-000000000021''',
  'a person may be erased');
select is_empty('select * from public.credit_events where id in (select id from booking)',
  'and their ledger goes with them');

select * from finish();
rollback;
