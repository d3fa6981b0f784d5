begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
insert into public.messages (conversation_id, role, direction, content)
  select id, 'concierge', 'outbound', 'second' from public.conversations;
set constraints all immediate;

select is(worker.cancel_task((select id from public.agent_tasks order by seq limit 1), 'a typo'),
  'cancelled', 'cancelled');
select results_eq('select split_part(content, E''\n'', -1), status, status_reason from public.messages order by position',
  $$ values ('hello', 'cancelled', 'cancelled'), ('second', 'queued_for_send', null) $$,
  'the text will not leave');
select is((select string_agg(t -> 'context' -> 'message' ->> 'content', ' ')
  from jsonb_array_elements(worker.claim('sms-sender', 1) -> 'turns' -> 0 -> 'tasks') t),
  'second', 'what stood behind it goes');
select is(worker.cancel_task((select id from public.agent_tasks order by seq desc limit 1), 'late'),
  'in_work', 'what is in work is not taken from its worker');

select * from finish();
rollback;
