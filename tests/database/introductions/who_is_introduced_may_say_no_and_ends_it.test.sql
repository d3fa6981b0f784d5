begin;
set local search_path = extensions, public;
select plan(4);

select tests.innovator();
create temp table intro as select tests.accepted() as id;
select private.advance_intro(id, now()) from intro;
select tests.turn('Hello', phone => '+14155550155');
update public.message_queue q set conversation_context_id = c.id
  from public.conversations c where c.user_id = q.user_id;
select private.say(q, q.final_message) from public.message_queue q
  join public.users u on u.id = q.user_id where u.first_name = 'Ada';
update public.messages set status = 'sent', sent_at = clock_timestamp()
  where status = 'queued_for_send';

select is(tests.turn('No, not now', 'answer_introduction', '{"handle": "i1", "answer": "no"}',
  '+14155550155'), 'done', 'Ada says no');
select results_eq('select event_type from tests.told_events()', array['intro.refused'], 'it is told');
select is(private.advance_intro(id, now()), 'cancelled', 'there is no introduction') from intro;
select is(tests.say_of_it(id, 'innovator', 'made'), 'over', 'nor can there be one') from intro;

select * from finish();
rollback;
