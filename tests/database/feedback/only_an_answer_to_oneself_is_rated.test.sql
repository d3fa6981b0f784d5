begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.answered_members(); end $$;
create function pg_temp.give(message uuid, auth_id text default
  'a0000000-0000-4000-8000-000000000001') returns text language sql as $$
  select tests.attempt('authenticated', auth_id,
    format('select public.give_feedback(%L, ''up'')', message))
$$;

select is(pg_temp.give(tests.message_of('+14155550111', 'inbound')), 'PT404',
  'not one''s own text');
select is(pg_temp.give(tests.message_of('+14155550122', 'outbound')), 'PT404', 'not another''s');
select is(pg_temp.give(gen_random_uuid()), 'PT404', 'not what does not exist');
select is(pg_temp.give(null), 'PT404', 'not nothing');
select is(pg_temp.give(tests.message_of('+14155550111', 'outbound'),
  'a0000000-0000-4000-8000-000000000003'), 'PT404', 'and a stranger rates nothing');
select is_empty('table public.feedback', 'nothing of it is kept');
select throws_ok(format($$
  insert into public.feedback (tenant_id, user_id, message_id, rating)
    select tenant_id, id, %L, 'up' from public.users where phone_number = '+14155550111'
$$, m), '23503', null, 'nor may it be written past the function')
from unnest(array[tests.message_of('+14155550111', 'inbound'),
  tests.message_of('+14155550122', 'outbound')]) m;

select * from finish();
rollback;
