begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.answered_members(); end $$;
do $$ begin
  insert into public.feedback (tenant_id, user_id, message_id, rating)
    select tenant_id, user_id, id, 'up' from public.messages where direction = 'outbound';
end $$;
create function pg_temp.withdraw(auth_id text) returns boolean language sql as $$
  select tests.sign_in(auth_id);
  select public.withdraw_feedback(tests.message_of('+14155550111', 'outbound'))
$$;

select is(pg_temp.withdraw('a0000000-0000-4000-8000-000000000002'), false, 'nobody else''s');
select results_eq('select count(*) from public.feedback', 'values (2::bigint)', 'can be');
select is(pg_temp.withdraw('a0000000-0000-4000-8000-000000000001'), true, 'one''s own');
select results_eq('select user_id, rating from public.feedback', $$
  select id, 'up' from public.users where phone_number = '+14155550122'
$$, 'is gone, and no other');
select is(pg_temp.withdraw('a0000000-0000-4000-8000-000000000001'), false, 'once');

select * from finish();
rollback;
