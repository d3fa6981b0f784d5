begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('news');
  perform tests.decide();
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'an answer' from public.conversations;
end $$;

select results_eq('select * from tests.send_all()', array['>news (not_waiting)', '>an answer'],
  'what leaves first says whose number it is');
select is(tests.deliver(tests.noon(0, '15:00')), 'news', 'what follows does not');
select is(count(*) filter (where content ~ 'STOP to end'), 2::bigint, 'of those that were written')
  from public.messages;

select * from finish();
rollback;
