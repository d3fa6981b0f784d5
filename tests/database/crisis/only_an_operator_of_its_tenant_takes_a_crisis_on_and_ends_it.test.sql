begin;
set local search_path = extensions, public;
select plan(16);

do $$ begin
  perform tests.one_of_each();
  perform tests.in_crisis('SM1', 'critical');
end $$;
create function pg_temp.do(actor text, what text) returns text language sql as $$
  select tests.answer(actor, format('select public.%s_crisis(%L%s)', what, (tests.crisis()).id,
    case what when 'resolve' then ', ''in_care''' else '' end))
$$;

select is(pg_temp.do(actor, 'acknowledge'), case actor when 'visitor' then '42501' end, actor)
from tests.actors where actor not in ('owner', 'operator', 'service');
select is(pg_temp.do('viewer', 'resolve'), 'false', 'nor is it theirs to end');
select is(pg_temp.do('operator', 'acknowledge')::timestamptz, now(), 'an operator takes it on');
select results_eq($$ select acknowledged_at is not null, followup_at from tests.crises
  where severity_level = 'critical' $$, $$ values (true, null::timestamptz) $$, 'nobody asks again');
select isnt(acknowledged_at, null, 'its alert is not escalated') from public.alerts
  where kind = 'crisis';
select is((select array_agg(c.action) from public.crisis_access c
  where c.crisis_event_id = (tests.crisis()).id), array['acknowledge'], 'once on record');
select is(pg_temp.do('owner', 'resolve'), 'true', 'and an owner ends it');
select is(pg_temp.do('owner', 'resolve'), 'false', 'once');
select results_eq($$ select event_type from public.events where event_type ~ '^crisis.[ar]'
  order by event_type $$, array['crisis.acknowledged', 'crisis.resolved'], 'each is told of');

select * from finish();
rollback;
