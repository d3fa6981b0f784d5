begin;
set local search_path = extensions, public;
select plan(1);

update public.users set last_active_at = null, created_at = now() - interval '1 year';
do $$ begin perform tests.text_in('SM1', '+14155550111', 'hello'); end $$;
select results_eq('select first_name, phone_number from public.users',
  $$ values ('Grace', '+14155550111') $$, 'whose number was entered is who texts from it');

select * from finish();
rollback;
