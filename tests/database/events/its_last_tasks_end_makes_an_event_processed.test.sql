begin;
set local search_path = extensions, public;
select plan(3);

insert into private.routes (event_type, task_type, description) values
  ('message.received', 'create_conversation_summary', 'a second task for the same event');
do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
  set constraints all immediate;
end $$;

create function pg_temp.finish(function_name text) returns void language sql as $$
  select worker.finish(jsonb_agg(jsonb_build_object('lease', t -> 'lease', 'outcome', 'done')))
  from jsonb_array_elements(worker.claim(function_name, 1, now() + interval '2 s') -> 'turns') t
$$;

select results_eq('select processed, open_tasks from public.events', 'values (false, 2)',
  'two tasks are open');
do $$ begin perform pg_temp.finish('bouncer'); end $$;
select results_eq('select processed, open_tasks from public.events', 'values (false, 1)',
  'the reply''s end leaves one');
do $$ begin perform pg_temp.finish('conversation-summary'); end $$;
select results_eq('select processed, open_tasks from public.events', 'values (true, 0)',
  'the summary''s end leaves none');

select * from finish();
rollback;
