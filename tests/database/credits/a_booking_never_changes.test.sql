begin;
set local search_path = extensions, public;
select plan(12);

create function pg_temp.book(amount integer, processed boolean default true, key text default null)
returns uuid language sql as $$
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, processed)
    select tenant_id, id, case when amount > 0 then 'answer' else 'spend' end, amount, 'user', id,
      coalesce(key, gen_random_uuid()::text), processed
    from public.users where id = '00000000-0000-4000-8000-000000000021' returning id
$$;
create temp table booking as select pg_temp.book(50, processed => false) as id;

-- Every column there is: a new one is guarded from its first day.
select throws_ok(format('update public.credit_events set %I = %s, processed = true where id = %L',
  a.attname, case a.atttypid when 'uuid'::regtype then 'gen_random_uuid()'
    when 'int4'::regtype then '51' when 'timestamptz'::regtype then '''2020-01-01'''
    else '''other''' end, b.id), '23001', null, a.attname || ' stays as it was booked')
from booking b, pg_attribute a
where a.attrelid = 'public.credit_events'::regclass and a.attnum > 0 and not a.attisdropped
  and a.attname <> 'processed';
select throws_ok('update public.credit_events set description = ''other''', '23001', null,
  'nor does it change without being processed');
select results_eq(
  'select c.amount, c.processed from public.credit_events c join booking using (id)',
  'values (50, false)', 'and nothing of it has');

select * from finish();
rollback;
