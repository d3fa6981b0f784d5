begin;
set local search_path = extensions, public;
select plan(6);

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

select is(pg_temp.call('select public.give_feedback(%L, ' || given || ')'), outcome, given)
from (values ('''up''', 'allowed'), ('''down''', 'allowed'), ('''5''', '23514'),
  ('null', '23502'), ('''up'', repeat(''x'', 2000)', 'allowed'),
  ('''up'', repeat(''x'', 2001)', '23514')) t (given, outcome);

select * from finish();
rollback;
