begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.consented(); end $$;
select is(tests.in_crisis('SM1'), 'crisis', 'no model answers it');

select matches((tests.crisis()).shown, '988', 'fixed words do');
select results_eq($$ select severity_level, trigger_type, keywords_detected, template, subject,
    followup_required, resources_shown -> 0 ->> 'country' from tests.crises $$,
  $$ values ('high', 'suicide', array['rule.high'], 'suicide', 'self', true, 'US') $$,
  'what was found, and what was shown, is on record');
select results_eq($$ select t.priority, t.lane_key from public.agent_tasks t
    where t.task_type = 'send_sms' $$,
  $$ select 'urgent', 'urgent:' || shown_message_id from tests.crises $$, 'in a lane of its own');
select is_empty($$ select from public.agent_tasks where task_type = 'reply' $$, 'nobody else does');
select results_eq($$ select e.event_type, e.payload from public.events e
    where e.event_type ~ 'crisis|message' order by e.event_type $$,
  $$ select v.* from tests.crises c join public.messages m on m.id = c.message_id,
    lateral (values ('crisis.detected', jsonb_build_object('crisis_event_id', c.id)),
      ('message.noted', '{}')) w (type, more),
    lateral (select w.type, w.more || jsonb_build_object('message_id', m.id,
      'conversation_id', m.conversation_id, 'user_id', m.user_id)) v order by 1 $$,
  'what is told of it has no word of theirs');
select results_eq('select tests.send_all(now())', $$ select shown from tests.crises $$, 'it leaves');
select is(tests.in_crisis('SM1'), null, 'and the same text again is the same crisis');

select * from finish();
rollback;
