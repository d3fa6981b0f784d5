begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "remind me on Thursday"}');
  set constraints all immediate;
  set constraints all deferred;
  perform worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'done', 'lease',
    worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0 -> 'lease',
    'actions', '[{"type": "schedule_followup", "input": {"in_hours": 48, "about": "the marina"}},
      {"type": "reply", "input": {"text": "I will"}}]'::jsonb)));
end $$;
create temp view follow_up as
  select * from public.agent_tasks where task_type = 'schedule_followup';

select results_eq('select scheduled_for, status from follow_up',
  $$ values (now() + interval '48 hours', 'pending') $$, 'it waits its hours');
select results_eq($$ select t.lane_key, t.trace_id, t.caused_by from follow_up t $$,
  $$ select lane_key, trace_id, id from public.agent_tasks where task_type = 'reply' $$,
  'in the conversation''s lane, on the trace of the text that asked');
select is(worker.claim('concierge', 1, now() + interval '47 hours') -> 'turns', '[]', 'not before');
create temp table turn as
  select worker.claim('concierge', 1, now() + interval '48 hours') -> 'turns' -> 0 as t;
select is(t -> 'context' ->> 'follow_up', 'the marina', 'then its turn knows what it is about')
  from turn;

update public.users set verified = false;
select is(private.check_action(u, 'bouncer', 'schedule_followup',
  '{"in_hours": 24, "about": "the marina"}'), 'only a member can be reminded',
  'who is not a member cannot ask for one') from public.users u;

select * from finish();
rollback;
