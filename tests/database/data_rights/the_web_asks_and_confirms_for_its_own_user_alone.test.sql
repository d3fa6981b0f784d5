begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.two_members(); end $$;
create function pg_temp.ask(who text, phone text) returns text language sql as $$
  select tests.answer(who, format('select public.request_erasure(%L)',
    (select id from public.users where phone_number = phone)))
$$;
create function pg_temp.confirm(who text) returns text language sql as $$
  select tests.answer(who, format('select public.confirm_erasure(%L)',
    (select id from public.data_requests order by asked_at desc limit 1)))
$$;
select is(pg_temp.ask('another member', '+14155550111'), '42501', 'nobody asks for somebody else');
select is(pg_temp.ask('visitor', '+14155550111'), '42501', 'nor a visitor at all');
select matches(pg_temp.ask('member', '+14155550111'), '^[0-9a-f-]{36}$', 'she asks');
select is(pg_temp.confirm('another member'), 'false', 'nobody confirms for somebody else');
select is(pg_temp.confirm('member'), 'true', 'she confirms');
select is(pg_temp.confirm('member'), 'false', 'once');
do $$ begin perform tests.erase(); end $$;
select is_empty($$ select * from auth.users where id = 'a0000000-0000-4000-8000-000000000001' $$,
  'her sign-in goes with her');
select isnt_empty($$ select * from auth.users where id = 'a0000000-0000-4000-8000-000000000002' $$,
  'and nobody else''s');

select * from finish();
rollback;
