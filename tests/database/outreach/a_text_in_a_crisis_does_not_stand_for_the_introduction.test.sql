begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('call 988', ', priority', ', ''urgent''');
end $$;

select is(tests.deliver(), 'call 988', 'a crisis is no time for it');
do $$ begin
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'an answer' from public.conversations;
end $$;
select results_eq('select * from tests.send_all()', array['>an answer'],
  'the first of the others says whose number it is');

select * from finish();
rollback;
