begin;
set local search_path = extensions, public;
select plan(13);

select tests.innovator();
create temp table intro as select tests.agreed() as id;
select tests.turn('hi');
create function pg_temp.leaves(about text) returns void language plpgsql as $$
begin
  update public.message_queue q set conversation_context_id = c.id
    from public.conversations c where c.user_id = q.user_id;
  perform private.say(q, q.final_message) from public.message_queue q
    join public.users u on u.id = q.user_id where u.first_name = 'Grace'
      and q.message_data ->> 'occasion' = about and q.delivered_message_id is null;
  update public.messages set status = 'sent', sent_at = clock_timestamp()
    where status = 'queued_for_send';
end $$;
create function pg_temp.report(words text) returns text language sql as $$
  select tests.turn(words, 'report_introduction', '{"handle": "i1", "outcome": "made"}')
$$;

select pg_temp.leaves('agreed');
select matches(pg_temp.report('Ok, sure'), 'does not say so plainly', 'what they are to do is no question');
select matches(pg_temp.report(said), 'does not say so plainly', said)
from unnest(array['it hasnt happened', 'we havent met', 'It couldn''t be done', 'they werent introduced',
  'we are going to be introduced', 'I will have it done', 'hope it gets made', 'if it is made']) said;
select is(private.says_made('They have met, it went well', false), true, 'what is plain is plain');
select is(private.says_made('it will not be made', false), false, 'a no of the future is a no');

select tests.say_of_it(id, 'innovator', 'made') from intro;
select pg_temp.leaves('claimed');
select is(pg_temp.report('yes'), 'done', 'a yes to the question whether it was made is one');
select is(private.advance_intro(id, now()), 'completed', 'and it is over') from intro;

select * from finish();
rollback;
