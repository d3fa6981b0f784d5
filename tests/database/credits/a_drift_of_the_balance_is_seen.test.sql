begin;
set local search_path = extensions, public;
select plan(3);

insert into public.users (id, tenant_id, phone_number) values
  ('20000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001', '+14155550199');
do $$ begin perform tests.book_credits(50); end $$;
select is_empty('select * from private.credit_cache_drift', 'there is none');

-- What the guard refuses, done all the same.
alter table public.users disable trigger balances_move_by_the_ledger;
update public.users set credit_balance = 60 where id = '00000000-0000-4000-8000-000000000021';
update public.users set credit_balance = 5 where id = '20000000-0000-4000-8000-000000000001';
select results_eq('select user_id::text, cached, ledger from private.credit_cache_drift order by 1',
  $$ values ('00000000-0000-4000-8000-000000000021', 60, 50::bigint),
    ('20000000-0000-4000-8000-000000000001', 5, 0) $$,
  'who has more than was booked is named, also when nothing was');
update public.users set credit_balance = 0;
select set_has('select user_id::text from private.credit_cache_drift',
  $$ values ('00000000-0000-4000-8000-000000000021') $$, 'and who has less');

select * from finish();
rollback;
