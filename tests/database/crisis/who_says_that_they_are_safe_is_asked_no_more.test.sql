begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.consented();
  perform tests.in_crisis('SM1', 'critical');
  perform tests.in_crisis('SM2', 'high', more => '{"safe": true}');
end $$;
select is_empty('select from tests.crises where user_acknowledged',
  'not by a text that is one of a crisis itself');

do $$ begin perform tests.in_crisis('SM3', 'none', more => '{"safe": true}'); end $$;
select results_eq($$ select user_acknowledged, followup_at, severity_level, resolution
  from tests.crises where repeats_id is null $$,
  $$ values (true, null::timestamptz, 'critical', null::text) $$, 'it is theirs to say');
select results_eq('select tests.alerted()', $$ values ('crisis') $$, 'and calls nobody off');
select is((select count(*)::integer from public.events where event_type = 'crisis.acknowledged'
  and payload ->> 'acknowledged_by' = 'person'), 2, 'it is told of');
select is(worker.follow_up_crises(now() + interval '2 days'), 0, 'nothing follows');
do $$ begin perform tests.in_crisis('SM4', 'high'); end $$;
select results_eq('select tests.alerted()', $$ values ('crisis'), ('crisis') $$,
  'but who takes it back is heard anew');

select * from finish();
rollback;
