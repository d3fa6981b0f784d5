begin;
set local search_path = extensions, public;
select plan(10);

do $$ begin
  perform tests.consented();
  perform tests.in_crisis('SM1', 'low');
end $$;
select results_eq($$ select lane_key, priority from public.agent_tasks
  where task_type = 'review_crisis' $$, $$ select 'review:' || id, 'urgent' from tests.crises $$,
  'it is looked at again');
select is(tests.review('high'), 'finished', 'in its context it may be graver');
select results_eq($$ select severity_level, shown ~ '988', followup_required from tests.crises $$,
  $$ values ('high', true, true) $$, 'then it is answered');
select results_eq('select tests.alerted()', $$ values ('crisis') $$, 'and alerted of');

do $$ begin perform tests.in_crisis('SM2', 'critical'); end $$;
select is(tests.review('none', why => 'joke'), 'finished', 'that it was a joke');
select is((tests.crisis()).severity_level, 'critical', 'lowers nothing');
select results_eq('select tests.alerted()', $$ values ('crisis'), ('crisis') $$, 'calls nobody off');
select results_eq($$ select insights - 'crisis_event_id', chat_score from public.analysis_results
    where analysis_type = 'crisis_review' order by insights ->> 'found' $$, $$ values
    ('{"found": "critical", "judged": "none", "follow_up": false, "why": ["joke"]}'::jsonb,
     null::numeric),
    ('{"found": "low", "judged": "high", "follow_up": false, "why": ["plan"]}', null) $$,
  'it is kept');
do $$ begin perform tests.in_crisis('SM3', 'moderate', 'emergency'); end $$;
select is(tests.review('moderate', true), 'finished', 'it may ask for a second look at somebody');
select isnt((tests.crisis()).followup_at, null, 'who is then asked again');

select * from finish();
rollback;
