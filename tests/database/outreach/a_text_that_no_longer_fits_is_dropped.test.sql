begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.consent();
  perform tests.queue_text('The fair opens', ', requires_fresh_context', ', true');
  update public.message_queue set message_data = '{"text": "the fair"}';
  perform worker.process_outbound_messages('2030-01-01 17:00+00');
end $$;
select is(status || ' ' || status_reason, 'approved being_composed', 'its agent is to write it')
  from public.message_queue;
select is(tests.finish_turn('[{"type": "drop_outreach", "input": {"reason": " They know. "}},
    {"type": "reply", "input": {"text": "Nothing to say"}}]', '2030-01-01 17:00+00') -> 'outreach',
  jsonb_build_object('wanted_by', agent_id, 'wanted_at', created_at, 'draft', 'The fair opens',
    'about', message_data), 'which knows who wanted what, and when') from public.message_queue;
select results_eq('select status, status_reason, status_detail from public.message_queue',
  $$ values ('cancelled', 'withdrawn', 'They know.') $$, 'and takes it back, saying why');
select is_empty('select * from public.messages', 'what it says besides is not said');
select results_eq('select task_type, status from public.agent_tasks',
  $$ values ('compose_outreach', 'completed') $$, 'its turn is over');
select is_empty('select * from public.event_dead_letters', 'and nothing went wrong');

select * from finish();
rollback;
