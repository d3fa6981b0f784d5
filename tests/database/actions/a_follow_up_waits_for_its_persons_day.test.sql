begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.consented();
  perform tests.a_text_out();
  perform tests.send_all();
  update public.users set muted_until = tests.noon(2), verified = true;
  insert into public.agent_tasks (tenant_id, task_type, agent_type, user_id, context_id,
      context_type, scheduled_for, context_json, created_by)
    select c.tenant_id, 'schedule_followup', 'concierge', c.user_id, c.id, 'conversation',
      tests.noon(0, '23:00'), jsonb_build_object('conversation_id', c.id, 'about', 'the marina'),
      'concierge' from public.conversations c;
  set constraints all immediate;
  set constraints all deferred;
  perform worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'done', 'lease',
    worker.claim('concierge', 1, tests.noon(0, '23:00')) -> 'turns' -> 0 -> 'lease',
    'actions', '[{"type": "reply", "input": {"text": "how was the marina?"}}]'::jsonb)),
    tests.noon(0, '23:00'));
end $$;

select is(expires_at - created_at, '1 day', 'its words are those of the day') from
  public.message_queue;
-- What was written now is stale in the year in which this plays.
update public.message_queue set expires_at = tests.noon(14);

select is_empty($$ select * from tests.send_all(tests.noon(0, '23:00')) $$,
  'it answers no text, and somebody sleeps');
select results_eq('select words, status from tests.queued',
  $$ values ('how was the marina?', 'queued') $$, 'it waits like all that no text asked for');
select is(tests.deliver(tests.noon(1)), null, 'who has asked for peace has it');
select is(tests.deliver(tests.noon(2, '12:01')), 'how was the marina?', 'and hears of it then');

select * from finish();
rollback;
