begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.coached_person(); end $$;
create temp view asked as select * from public.agent_tasks where task_type = 'analysis_job';
create function pg_temp.unanswered(reason text) returns void language sql as $$
  insert into public.messages (conversation_id, role, direction, content, unanswered_reason, screen)
    values ('c0000000-0000-4000-8000-000000000001', 'user', 'inbound', 'word', reason,
      tests.screen())
$$;

do $$ begin
  perform tests.say(1, 24);
  perform pg_temp.unanswered(reason) from unnest(array['opt_out_word', 'opt_in_word', 'help_word',
    'opted_out', 'opt_out_said', 'reaction', 'auto_responder', 'blocked', 'data_request']) reason;
end $$;
select is_empty('table asked', 'a word to the carrier, a thumb or a wish for one''s data is not');
-- That nobody could answer, or that it was a crisis, is found out later.
do $$ begin
  perform tests.text_of_coached('I will ask her');
  update public.messages set unanswered_reason = 'given_up' where content = 'I will ask her';
end $$;
select is((select jsonb_array_length(context_json -> 'message_ids') from asked), 25,
  'what was said to it is');
select is_empty($$ select from asked, jsonb_array_elements_text(context_json -> 'message_ids') i
  join public.messages m on m.id = i::uuid where m.content = 'word' $$, 'and nothing else');

select * from finish();
rollback;
