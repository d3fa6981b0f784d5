begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.two_members(); end $$;

select is(tests.seen_by('a0000000-0000-4000-8000-000000000002', own), 1::bigint, 'own ' || own)
from unnest(array['users', 'conversations', 'messages', 'consent_events']) own;

select is(tests.seen_by('a0000000-0000-4000-8000-000000000002',
  own || ' = ''00000000-0000-4000-8000-000000000021'''), 0::bigint,
  'Grace''s ' || own)
from unnest(array['users where id', 'conversations where user_id', 'messages where user_id',
  'consent_events where user_id']) own;

select * from finish();
rollback;
