begin;
set local search_path = extensions, public;
select plan(15);

create function pg_temp.last_word() returns text language sql as $$
  select left(ltrim(regexp_replace(content, '^Yachtparty, .*?\n', '')), 21)
  from public.messages where direction = 'outbound'
  order by position desc limit 1
$$;
select is(tests.ask_of_data('d1', 'erase_word'), 'to the agent', 'DELETE answers nothing yet');
select is(tests.ask_of_data('d2', 'yes'), 'to the agent', 'nor does YES');
select is(tests.ask_of_data('d3', 'erase'), 'data_request', 'a request is no agent''s');
select is(pg_temp.last_word(), 'Shall Yachtparty dele', 'it is asked whether that is meant');
select is(tests.ask_of_data('d4', 'no'), 'data_request', 'NO answers it');
select is(pg_temp.last_word(), 'Nothing is deleted.', 'and nothing is');
select is(tests.ask_of_data('d5', 'yes'), 'to the agent', 'the question is over');
do $$ begin perform tests.ask_of_data('d6', 'erase'); end $$;
update public.data_requests set asked_at = now() - interval '61 minutes' where status = 'asked';
select is(tests.ask_of_data('d7', 'erase_word'), 'to the agent', 'after an hour it is over, too');
do $$ begin
  perform tests.ask_of_data('d8', 'erase');
  insert into public.messages (conversation_id, role, direction, content) select conversation_id,
    'concierge', 'outbound', 'Shall I book it?' from public.messages limit 1;
end $$;
select is(tests.ask_of_data('d9', 'yes'), 'to the agent', 'a YES to another question is none to it');
select is(tests.ask_of_data('d10', 'erase_word'), 'data_request', 'DELETE is, whatever was said');
select is(pg_temp.last_word(), 'Your data is being de', 'the receipt is said at once');
select is(tests.ask_of_data('d11', 'erase'), 'data_request', 'asked again');
select bag_eq('select status from tests.erasures', array['withdrawn', 'lapsed', 'confirmed'],
  'it stays one request');
select is((select count(*) from public.agent_tasks where task_type = 'erase_person'
  and user_id is null), 1::bigint, 'and one task, which is nobody''s');
select is_empty($$ select * from public.events where payload::text ~* 'delete|data'
  and event_type <> 'message.noted' $$, 'no event says more than that a text came');

select * from finish();
rollback;
