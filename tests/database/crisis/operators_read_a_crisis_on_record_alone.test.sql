begin;
set local search_path = extensions, public;
select plan(13);

do $$ begin perform tests.one_of_each(); end $$;
create temp view looked as select * from public.crisis_access where operator_auth_id is not null;
create function pg_temp.read(actor text, reason text default 'alert') returns text
language sql as $$
  select tests.answer(actor, format('select public.read_crisis(%L, %L) ->> ''content''', id, reason))
  from public.crisis_events where user_id = '00000000-0000-4000-8000-000000000021'
$$;

select is(pg_temp.read(actor), case actor when 'visitor' then '42501' end, actor)
from tests.actors where actor not in ('owner', 'operator', 'service');
select is_empty('select from looked', 'who may not has read nothing');
select is(pg_temp.read('operator'), 'hi', 'an operator may');
select is(pg_temp.read('operator', 'because'), '23514', 'with a reason that there is');
select is(pg_temp.read('owner', 'quality'), 'hi', 'an owner as well');
select results_eq($$ select a.actor, c.action, c.reason, c.crisis_event_id
    from looked c join tests.actors a on a.auth_id = c.operator_auth_id
    order by c.created_at $$,
  $$ select v.*, c.id from public.crisis_events c, (values ('operator', 'read', 'alert'),
      ('owner', 'read', 'quality')) v where c.user_id = '00000000-0000-4000-8000-000000000021' $$,
  'and who did is on record');

select * from finish();
rollback;
