begin;
set local search_path = extensions, public;
select plan(14);

do $$ begin perform tests.one_of_each(); end $$;

create function pg_temp.rate(actor text, whose text, way text) returns text language sql as $$
  select tests.answer(rate.actor, format('select public.give_feedback(%L, ''down'')', m.id))
  from public.messages m join public.users u on u.id = m.user_id
  join tests.actors a on a.auth_id = u.auth_id and a.actor = rate.whose
  where m.direction = rate.way order by m.id limit 1
$$;

select is(pg_temp.rate(actor, 'member', 'outbound'),
  case actor when 'visitor' then '42501' else 'PT404' end, actor)
from tests.actors where actor not in ('member', 'service');
select is(pg_temp.rate('inactive member', 'inactive member', 'outbound'), 'PT404',
  'nor an inactive member their own');
select is(pg_temp.rate('member', 'member', 'inbound'), 'PT404', 'nor anybody what they wrote');
select is_empty($$ select from public.feedback where rating = 'down' $$, 'nothing changed');

select ok(pg_temp.rate('member', 'member', 'outbound') ~ '^[0-9a-f-]{36}$', 'the member may');
select results_eq($$ select user_id from public.feedback where rating = 'down' $$,
  $$ values ('00000000-0000-4000-8000-000000000021'::uuid) $$, 'and that is theirs');

select * from finish();
rollback;
