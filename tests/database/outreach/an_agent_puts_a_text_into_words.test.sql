begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consent();
  perform tests.queue_text('');
  perform worker.process_outbound_messages('2030-01-01 17:00+00');
  perform tests.finish_turn('[{"type": "reply", "input": {"text": "The fair opens."}}]',
    '2030-01-01 17:00+00');
end $$;

select results_eq('select purpose, status, content like ''%The fair opens.'' from public.messages',
  $$ values ('proactive', 'queued_for_send', true) $$, 'its reply is the text');
select results_eq($$ select q.status, q.status_reason, q.final_message, m.direction
    from public.message_queue q join public.messages m on m.id = q.delivered_message_id $$,
  $$ values ('approved', null::text, 'The fair opens.', 'outbound') $$, 'which the queue follows');
select results_eq($$ select status from public.agent_tasks where task_type = 'compose_outreach' $$,
  array['completed'], 'its turn is over');

select * from finish();
rollback;
