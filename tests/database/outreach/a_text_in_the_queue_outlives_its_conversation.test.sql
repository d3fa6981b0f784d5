begin;
set local search_path = extensions, public;
select plan(2);

create function pg_temp.queue(words text, columns text default '', given text default '')
returns text language sql as $$
  select tests.attempt('postgres', null, format('insert into public.message_queue
    (tenant_id, user_id, agent_id, message_data, scheduled_for, final_message%s)
    select tenant_id, id, ''account-manager'', ''{}'', ''2030-01-01'', %L%s
    from public.users where id = %L', columns, words, given,
    '00000000-0000-4000-8000-000000000021'))
$$;
do $$ begin
  perform tests.a_text_out();
  perform pg_temp.queue('hi');
end $$;
update public.message_queue set conversation_context_id = m.conversation_id,
  delivered_message_id = m.id, status = 'sent', sent_at = now() from public.messages m;

select lives_ok('delete from public.conversations', 'the thread may be deleted');
select results_eq($$
  select status, conversation_context_id, delivered_message_id from public.message_queue
$$, $$ values ('sent', null::uuid, null::uuid) $$, 'that something was sent stays known');

select * from finish();
rollback;
