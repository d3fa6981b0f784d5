begin;
set local search_path = extensions, public;
select plan(12);

do $$ begin
  perform tests.one_of_each();
  perform tests.in_crisis('SM1', 'critical');
end $$;
update public.crisis_events set resolution = 'in_care', resolution_timestamp = now(),
  followup_at = null where severity_level = 'critical';

select is(tests.answer(a.actor, $$
    select count(distinct event_type) from public.events where event_type like 'crisis.%'
  $$), case a.actor when 'visitor' then '42501' when 'service' then '2' else '0' end, a.actor)
from tests.actors a;
select isnt(tests.answer('operator', 'select count(*) from public.events'), '0',
  'others are seen by an operator');

select * from finish();
rollback;
