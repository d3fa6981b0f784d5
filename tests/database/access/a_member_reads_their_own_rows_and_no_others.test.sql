begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin perform tests.two_members(); end $$;

select is(tests.seen_by('a0000000-0000-4000-8000-000000000001', own), 1::bigint, 'Grace: ' || own)
from unnest(array['users', 'conversations', 'messages', 'consent_events',
  'users where phone_number = ''+14155550111''']) own;

select is(tests.seen_by('a0000000-0000-4000-8000-000000000001', engine), 0::bigint,
  'Grace: nothing of ' || engine)
from unnest(array['agent_tasks', 'events', 'operators', 'tenants']) engine;

select * from finish();
rollback;
