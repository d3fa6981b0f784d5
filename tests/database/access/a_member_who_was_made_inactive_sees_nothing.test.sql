begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.two_members(); end $$;
update public.users set is_active = false where phone_number = '+14155550111';

select is(tests.seen_by('a0000000-0000-4000-8000-000000000001', own), 0::bigint, own)
from unnest(array['users', 'conversations', 'messages', 'consent_events']) own;

select * from finish();
rollback;
