begin;
set local search_path = extensions, public;
select plan(5);

select tests.innovator();
create temp table intro as select tests.accepted() as id;
select private.advance_intro(id, now()) from intro;
create function pg_temp.ada(words text, answer text) returns text language sql as $$
  select tests.turn(words, 'answer_introduction',
    jsonb_build_object('handle', 'i1', 'answer', answer), '+14155550155')
$$;

select matches(pg_temp.ada('yes', 'yes'), 'not told of it before', 'the text waits in the queue');
update public.message_queue q set conversation_context_id = c.id
  from public.conversations c where c.user_id = q.user_id;
select private.say(q, q.final_message) from public.message_queue q
  join public.users u on u.id = q.user_id where u.first_name = 'Ada';
update public.messages set status = 'sent', sent_at = clock_timestamp()
  where status = 'queued_for_send';
select matches(pg_temp.ada('well, who is it?', 'yes'), 'no plain yes', 'a question is no yes');
select matches(pg_temp.ada('Yes please', 'yes'), 'no plain yes',
  'nor is a yes to what we have said since');
select is(pg_temp.ada('Yes please, Noah', 'yes'), 'done', 'one that names them is');
select results_eq('select side, words from private.intro_sides where agreed_at is not null
  order by side',
  $$ values ('connector', 'Yes'), ('innovator', 'Yes please, Noah') $$, 'each in their own words');

select * from finish();
rollback;
