begin;
set local search_path = extensions, public;
select plan(22);

-- Whoever has the link has all data, what the screen found too, and may have it deleted.
do $$ begin
  perform tests.one_of_each();
  update public.messages set content = 'Your data: https://data.example/#' || repeat('0a', 24)
    where user_id = '00000000-0000-4000-8000-000000000021';
  update public.message_parts p set body = m.content from public.messages m
    where m.id = p.message_id and m.user_id = '00000000-0000-4000-8000-000000000021';
end $$;

select is(tests.answer(a.actor, $$
    select count(*) > 0 from public.messages
    where user_id = '00000000-0000-4000-8000-000000000021'
  $$), case a.actor when 'visitor' then '42501' when 'member' then 'true' when 'service' then 'true'
    else 'false' end, a.actor)
from tests.actors a;
select is(tests.answer(a.actor, $$
    select count(*) > 0 from public.message_parts where body ~ '#0a'
  $$), case a.actor when 'visitor' then '42501' when 'service' then 'true' else 'false' end, a.actor)
from tests.actors a;

select * from finish();
rollback;
