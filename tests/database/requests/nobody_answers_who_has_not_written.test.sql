begin;
set local search_path = extensions, public;
select plan(2);

select tests.member();
select tests.ask_grace();
select is(tests.turn('hi', 'schedule_followup', '{"in_hours": 1, "about": "hulls"}'), 'done',
  'a turn that answers no text comes later');
update public.agent_tasks set scheduled_for = now() where task_type = 'schedule_followup';
do $$ begin perform private.settle_lanes(touched => array(select lane_key from private.lanes)); end $$;
select is(tests.turn(null, 'record_answer', '{"handle": "q1", "summary": "By bailing."}'),
  'nobody has written anything', 'and has no answer to keep');

select * from finish();
rollback;
