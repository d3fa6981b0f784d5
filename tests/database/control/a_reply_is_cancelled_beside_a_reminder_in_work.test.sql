begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.text_in('SM1'); end $$;
-- A reminder that is due before the reply; its turn sees the text, and is not there to answer it.
insert into public.agent_tasks (task_type, user_id, scheduled_for, context_json)
  select 'schedule_followup', user_id, now() - interval '1 hour',
    jsonb_build_object('conversation_id', conversation_id, 'about', 'x') from public.messages;
set constraints all immediate;
do $$ begin
  perform worker.claim('concierge', 1, now());
  perform worker.cancel_task(id, 'no need') from public.agent_tasks where task_type = 'reply';
end $$;

select is((select task_type from public.agent_tasks where status = 'processing'),
  'schedule_followup', 'the reminder is in work');
select is((select unanswered_reason from public.messages), 'cancelled',
  'the text does not wait for somebody who will not take it');

select * from finish();
rollback;
