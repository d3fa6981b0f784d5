begin;
set local search_path = extensions, public;
select plan(3);

select is(tests.attempt('service_role', null, 'update public.users set credit_balance = 1000'),
  '23001', 'not even the functions');
select is(tests.attempt('service_role', null, 'insert into public.users (tenant_id, phone_number,
  credit_balance) select tenant_id, ''+14155550199'', 5 from public.users'), '23001',
  'nobody begins with one');
do $$ begin perform tests.book_credits(50); end $$;
select is((select credit_balance from public.users), 50, 'a booking does');

select * from finish();
rollback;
