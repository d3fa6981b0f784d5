begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.two_members();
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'hello' from public.conversations;
end $$;
create function pg_temp.theirs(phone text, way text) returns uuid language sql as $$
  select m.id from public.messages m join public.users u on u.id = m.user_id
  where u.phone_number = phone and m.direction = way
$$;
create function pg_temp.call(statement text) returns text language sql as $$
  select tests.attempt('authenticated', 'a0000000-0000-4000-8000-000000000001',
    format(statement, pg_temp.theirs('+14155550111', 'outbound')))
$$;

select is(pg_temp.call('select public.give_feedback(%L, ''up'', ''  good  '')'), 'allowed',
  'Grace likes it');
select results_eq('select rating, comment from public.feedback',
  $$ values ('up', 'good') $$, 'and says why, without the blanks around it');
do $$ begin
  perform pg_temp.call('select public.give_feedback(%L, ''down'')');
end $$;
select results_eq('select rating, comment from public.feedback',
  $$ values ('down', null) $$, 'given again it replaces the first, and its comment');
select results_eq($$
  select f.user_id, f.message_id, f.tenant_id from public.feedback f
$$, $$
  select id, pg_temp.theirs('+14155550111', 'outbound'), tenant_id from public.users
  where phone_number = '+14155550111'
$$, 'whose it is follows from the sign-in');

select * from finish();
rollback;
