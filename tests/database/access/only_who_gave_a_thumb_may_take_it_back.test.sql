begin;
set local search_path = extensions, public;
select plan(12);

do $$ begin perform tests.one_of_each(); end $$;
create temp table thumbs as select * from public.feedback;

create function pg_temp.withdraw(actor text) returns text language sql as $$
  select tests.answer(actor, format('select public.withdraw_feedback(%L)', m.id))
  from public.messages m
  where m.user_id = '00000000-0000-4000-8000-000000000021' and m.direction = 'outbound'
$$;

select is(pg_temp.withdraw(actor), case actor when 'visitor' then '42501' else 'false' end, actor)
from tests.actors where actor not in ('member', 'service');
select set_eq('select * from public.feedback', 'select * from thumbs', 'nothing changed');

select is(pg_temp.withdraw('member'), 'true', 'the member may');
select set_eq('select user_id from thumbs except select user_id from public.feedback',
  array['00000000-0000-4000-8000-000000000021'::uuid], 'and only their own is gone');

select * from finish();
rollback;
