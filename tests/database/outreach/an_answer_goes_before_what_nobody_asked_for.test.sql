begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('one');
  perform tests.deliver();
  perform tests.queue_text('two');
  perform tests.decide(tests.noon(0, '12:01'));
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'an answer' from public.conversations;
end $$;

select results_eq('select words, status, reason from tests.queued order by arrival', $$ values
  ('one', 'sent', null), ('two', 'queued', 'person_writes') $$, 'what has not begun goes back');
select results_eq('select * from tests.send_all(tests.noon(0, ''12:01''))',
  array['two (not_waiting)', 'an answer'], 'the answer leaves');
select is(tests.deliver(tests.noon(0, '12:20')), 'two', 'and it some time later');
do $$ begin
  perform tests.queue_text('three');
  perform tests.decide(tests.noon(0, '14:00'));
  perform tests.begin_next(tests.noon(0, '14:00'));
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'another answer' from public.conversations;
end $$;
select is(status, 'approved', 'what has begun does not') from tests.queued where words = 'three';
select is(count(*), 1::bigint, 'nor is it taken from the carrier') from public.messages
  where status = 'sending';

select * from finish();
rollback;
