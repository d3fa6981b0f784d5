begin;
set local search_path = extensions, public;
select plan(11);

do $$ begin perform tests.one_of_each(); end $$;

-- Not a row that was read, but one made up: whoever may call it can pass any user.
select is(tests.answer(actor, $$
    select public.credits_balance(jsonb_populate_record(null::public.innovators,
      '{"user_id": "00000000-0000-4000-8000-000000000021"}'))
  $$), case when actor = 'visitor' then '42501'
    when actor in ('member', 'owner', 'operator', 'viewer', 'service') then '10' end, actor)
from tests.actors;

select * from finish();
rollback;
