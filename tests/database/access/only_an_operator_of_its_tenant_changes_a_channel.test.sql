begin;
set local search_path = extensions, public;
select plan(34);

do $$ begin perform tests.one_of_each(); end $$;
create temp view ours as
  select id, is_on, severity_least from public.alert_channels
  where tenant_id = '00000000-0000-4000-8000-000000000001';
create function pg_temp.try(actor text, call text) returns text language sql as $$
  select tests.answer(actor, format('select public.' || call, o.id)) from ours o
$$;
create function pg_temp.refused(actor text) returns text language sql as $$
  select case actor when 'visitor' then '42501' end
$$;
create temp view others as
  select actor from tests.actors where actor not in ('owner', 'operator', 'service');

select is(tests.answer(actor, 'select public.set_alert_channel('
  '''00000000-0000-4000-8000-000000000001'', ''email'', ''owner@yachtparty.example'', ''info'')'),
  pg_temp.refused(actor), actor || ': does not set it') from others;
select is(pg_temp.try(actor, 'test_alert_channel(%L)'), pg_temp.refused(actor),
  actor || ': does not try it') from others;
select is(pg_temp.try(actor, 'remove_alert_channel(%L)'), coalesce(pg_temp.refused(actor), 'false'),
  actor || ': does not remove it') from others;
select results_eq('select is_on, severity_least from ours', $$ values (true, 'warning') $$,
  'nothing changed');
select is_empty($$ select from public.alerts where kind = 'test' $$, 'nobody was told');

select is(tests.answer(actor, 'select public.set_alert_channel('
  '''00000000-0000-4000-8000-000000000001'', ''email'', ''owner@yachtparty.example'', ''info'')')
  ::jsonb ->> 'secret', null, actor || ' may')
from unnest(array['owner', 'operator']) actor;
select results_eq('select severity_least from ours', array['info'], 'it is the same channel');
select is(pg_temp.try('operator', 'test_alert_channel(%L)'),
  pg_temp.try('owner', 'test_alert_channel(%L)'), 'a second test within a minute is the first');
select results_eq('select kind, occasion, status from tests.told where kind = ''test''',
  $$ values ('test', 'raised', 'waiting') $$, 'one is on its way');
select is(pg_temp.try('operator', 'remove_alert_channel(%L)'), 'true', 'an operator removes it');
select is_empty('table ours', 'it is gone');
select is(tests.answer('owner', 'select public.set_alert_channel('
  '''00000000-0000-4000-8000-000000000002'', ''email'', ''me@evil.example'')'), null,
  'nobody adds one to another tenant');

select * from finish();
rollback;
