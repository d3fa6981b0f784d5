begin;
set local search_path = extensions, public;
select plan(4);

select tests.innovator();
update public.users set last_name = 'Who?' where first_name = 'Grace';
create temp table intro as select tests.agreed() as id;
select tests.turn('hi', phone => '+14155550155');
create function pg_temp.report(words text, says text default 'Aye.') returns text language sql as $$
  select tests.turn(words, 'report_introduction', '{"handle": "i1", "outcome": "made"}',
    '+14155550155', says)
$$;

update public.message_queue q set conversation_context_id = c.id
  from public.conversations c where c.user_id = q.user_id;
select private.say(q, q.final_message) from public.message_queue q
  join public.users u on u.id = q.user_id where u.first_name = 'Ada'
    and q.message_data ->> 'occasion' = 'agreed';
update public.messages set status = 'sent', sent_at = clock_timestamp()
  where status = 'queued_for_send';
select matches(content, '\?.*MADE.*NOT MADE', 'a mark in a name stands in what Ada is told')
  from public.messages where direction = 'outbound' order by position desc limit 1;

select matches(pg_temp.report('Great, ok', 'All well? Text me MADE once you have met Noah, or NOT MADE.'),
  'does not say so plainly', 'and is no question');
select matches(pg_temp.report('ok', 'So you and Noah were introduced: MADE or NOT MADE?'),
  'does not say so plainly', 'nor is another with an order behind it');
select is(pg_temp.report('ok'), 'done', 'but what asks for either by name is one');

select * from finish();
rollback;
