begin;
set local search_path = extensions, public;
select plan(12);

do $$ begin perform tests.one_of_each(); end $$;

create function pg_temp.acknowledge(actor text) returns text language sql as $$
  select tests.answer(actor, format('select public.acknowledge_alert(%L)', a.id))
  from public.alerts a
  where a.tenant_id = '00000000-0000-4000-8000-000000000001' and a.subject = 'reply'
$$;

select is(pg_temp.acknowledge(actor), case actor when 'visitor' then '42501' end, actor)
from tests.actors where actor not in ('owner', 'operator', 'service');
select is_empty($$ select from public.alerts where acknowledged_at is not null $$,
  'nothing changed');

select is(pg_temp.acknowledge('operator')::timestamptz, now(), 'an operator may');
select is(pg_temp.acknowledge('owner')::timestamptz, now(), 'an owner as well');
select results_eq($$
  select tenant_id, acknowledged_by from public.alerts where acknowledged_at is not null
$$, $$
  select '00000000-0000-4000-8000-000000000001'::uuid, auth_id
  from tests.actors where actor = 'operator'
$$, 'and who was first stands there');

select * from finish();
rollback;
