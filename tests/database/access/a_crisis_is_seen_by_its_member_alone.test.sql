begin;
set local search_path = extensions, public;
select plan(11);

do $$ begin perform tests.one_of_each(); end $$;

select is(tests.answer(a.actor, $$
    select count(*) from public.crisis_events
    where user_id = '00000000-0000-4000-8000-000000000021'
  $$), case a.actor when 'visitor' then '42501' when 'member' then '1' when 'service' then '1'
    else '0' end, a.actor)
from tests.actors a;

select * from finish();
rollback;
