begin;
set local search_path = extensions, public;
select plan(11);

-- By the web, with an answer that is being written.
do $$ begin perform tests.a_page(); end $$;
create temp table streaming as select (tests.write(1) #>> '{turn,lease}')::uuid as lease;
do $$ begin
  perform tests.write(2, data => '{"asks": "erase", "language": "en"}');
  perform tests.write(3, data => '{"asks": "erase_word", "language": "en"}');
end $$;
select is(tests.erase(), 'ready', 'an answer that is being written holds no deletion up');
select is(worker.watch_stream(lease), '{"held": true, "stopped": true}',
  'whoever writes it is told to stop') from streaming;
select is(tests.say(to_jsonb(lease), 'Aye'), 'finished', 'its end changes nothing') from streaming;
select is_empty('select from tests.page', 'and says nothing');
select is(worker.chat_answer(gen_random_uuid()), null, 'what became of the message nobody knows');

-- By text, with a turn at work and a text at the carrier.
do $$ begin
  perform tests.text_in('w1', '+14155550111', 'hi');
  perform tests.ask_of_data('w2', 'erase');
  perform tests.ask_of_data('w3', 'erase_word');
end $$;
create temp table running as select t -> 'lease' as lease
  from jsonb_array_elements(worker.claim('concierge', 1, now() + interval '1 minute') -> 'turns') t;
update public.messages set status = 'sending', status_reason = null where direction = 'outbound'
  and content ~ '^Shall';
select is(tests.erase(now() + interval '1 minute'), 'wait', 'a text at the carrier is waited for');
update public.messages set status = 'sent', sent_at = now() where status = 'sending';
do $$ begin perform tests.send_all(now() + interval '1 minute'); end $$;
select is(tests.erase(now() + interval '2 minutes'), 'ready', 'not longer than it takes');
select is((select count(*) from running), 1::bigint, 'a turn was at work');
select is((select tests.say(lease, 'Aye') from running), 'finished', 'which ends in nothing');
select is_empty($$ select from public.messages where content = 'Aye' $$, 'and texts nobody');
select is_empty('select l.lane_key from private.leases l', 'no lane stays in anybody''s hands');

select * from finish();
rollback;
