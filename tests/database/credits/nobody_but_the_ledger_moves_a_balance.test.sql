begin;
set local search_path = extensions, public;
select plan(2);

select is(tests.attempt('service_role', null, 'update public.users set credit_balance = 1000'),
  '23001', 'not even the functions');
do $$ begin perform tests.book_credits(50); end $$;
select is((select credit_balance from public.users), 50, 'a booking does');

select * from finish();
rollback;
