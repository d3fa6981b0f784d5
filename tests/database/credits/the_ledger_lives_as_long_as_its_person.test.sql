begin;
set local search_path = extensions, public;
select plan(4);

create temp table booking as select tests.book_credits(50) as id;

select throws_ok('delete from public.credit_events where id = (select id from booking)', '23001',
  null, 'a booking is not deleted');
select throws_ok('delete from public.credit_events', '23001', null, 'nor are all of them');
select lives_ok('delete from public.users where id = ''00000000-0000-4000-8000-000000000021''',
  'a person may be erased');
select is_empty('select * from public.credit_events where id in (select id from booking)',
  'and their ledger goes with them');

select * from finish();
rollback;
