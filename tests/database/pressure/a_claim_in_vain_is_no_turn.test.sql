begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.text_in('SM1', '+14155550123'); end $$;
-- The bouncer comes for somebody who has been verified meanwhile.
update public.users set verified = true, email_verified = true where phone_number = '+14155550123';
select is(worker.claim('bouncer', 1, now() + interval '1 minute') -> 'turns', '[]', 'in vain');
select results_eq('select function_name, turns_at from private.lanes',
  $$ values ('concierge', '{}'::timestamptz[]) $$, 'the concierge''s is the first turn');

select * from finish();
rollback;
