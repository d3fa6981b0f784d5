begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.a_text_out();
  perform tests.queue_text('hi');
end $$;
update public.message_queue set conversation_context_id = m.conversation_id,
  delivered_message_id = m.id, status = 'sent', sent_at = now() from public.messages m;

select lives_ok('delete from public.conversations', 'the thread may be deleted');
select results_eq($$
  select status, conversation_context_id, delivered_message_id from public.message_queue
$$, $$ values ('sent', null::uuid, null::uuid) $$, 'that something was sent stays known');

select * from finish();
rollback;
