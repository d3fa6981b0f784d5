begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consent();
  perform tests.text_in('SM1');
  perform tests.queue_text('The fair opens', ', status, priority', ', ''approved'', ''urgent''');
  perform tests.finish_turn('[{"type": "drop_outreach", "input": {"reason": "They know"}},
    {"type": "reply", "input": {"text": "Hello"}}]', now() + interval '2 s');
end $$;

select results_eq('select status, status_detail from public.message_queue',
  $$ values ('approved', null::text) $$, 'a turn that answers drops nothing');
select results_eq($$ select status from public.messages where content like '%Hello' $$,
  $$ values ('queued_for_send') $$, 'and answers all the same');
select results_eq('select status from public.agent_tasks where task_type = ''reply''',
  $$ values ('completed') $$, 'it is no reason to refuse the turn');

select * from finish();
rollback;
