begin;
set local search_path = extensions, public;
select plan(12);

create temp table booking as select tests.book_credits(50, processed => false) as id;

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
