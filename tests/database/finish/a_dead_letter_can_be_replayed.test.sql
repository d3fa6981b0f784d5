begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
end $$;
set constraints all immediate;
do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'failed', 'lease',
    worker.claim('bouncer', 1, now() + interval '1 minute') -> 'turns' -> 0 -> 'lease',
    'error', '{"code": "broken", "message": "for good"}'::jsonb)));
end $$;
select is((select unanswered_reason from public.messages where direction = 'inbound'), 'given_up', 'the text was given up');

select ok(worker.replay_dead_letter((select id from public.event_dead_letters)), 'replayed');
select is((select answer -> 'turns' -> 0 -> 'context' -> 'messages' -> 0 ->> 'fresh'
  from worker.claim('bouncer', 1, now() + interval '1 minute') answer), 'true',
  'its task is claimed again, the text waits for its answer');
select is((select errors -> 0 ->> 'code' from public.agent_tasks where task_type = 'reply'), 'broken', 'the history stays');
select is(worker.replay_dead_letter((select id from public.event_dead_letters)), false,
  'a task that is not dead is not replayed');

select * from finish();
rollback;
