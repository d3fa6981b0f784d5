begin;
set local search_path = extensions, public;
select plan(4);

insert into auth.users (id) values ('a0000000-0000-4000-8000-000000000001');
do $$ begin perform tests.a_text_out(); end $$;
update public.users set email_verified = false;
create function pg_temp.change(number text) returns text language sql as $$
  select tests.attempt('postgres', null, format(
    'update public.users set phone_number = %L where id = %L', number,
    '00000000-0000-4000-8000-000000000021'))
$$;

select is(pg_temp.change(null), '23514', 'who has nothing else keeps their number');
update public.users set auth_id = 'a0000000-0000-4000-8000-000000000001'
where id = '00000000-0000-4000-8000-000000000021';
select is(pg_temp.change(null), 'allowed', 'who signs in may do without');
select results_eq($$
  select phone_number_history -> 0 ->> 'phone_number', c.status, m.status
  from public.users u join public.conversations c on c.user_id = u.id
  join public.messages m on m.conversation_id = c.id
  where u.id = '00000000-0000-4000-8000-000000000021'
$$, $$ values ('+14155550111', 'closed', 'cancelled') $$,
  'it is kept in history, its thread closed and its text cancelled');
do $$ begin perform pg_temp.change('+14155550199'); end $$;
select results_eq($$
  select phone_number, jsonb_array_length(phone_number_history) from public.users
  where id = '00000000-0000-4000-8000-000000000021'
$$, $$ values ('+14155550199', 1) $$, 'a number after none leaves nothing behind');

select * from finish();
rollback;
