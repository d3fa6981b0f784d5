begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_page(); end $$;
create temp table opened as select tests.write(1) as answer;
do $$ begin perform worker.process_tasks_batch(now() + interval '3 minutes'); end $$;

select is(worker.watch_stream((answer #>> '{turn,lease}')::uuid),
  '{"held": false, "stopped": false}', 'the lease that nobody beat is gone') from opened;
create temp table turn as
  select worker.claim('assistant', 1, now() + interval '1 hour') -> 'turns' -> 0 as turn;
select is(turn #>> '{context,messages,0,content}', 'Message 1', 'the agent has the message')
  from turn;
select is(tests.say(answer #> '{turn,lease}', 'Too late'), 'late', 'and the page no more')
  from opened;
select is(tests.say(turn -> 'lease', 'Answer 1'), 'finished', 'it answers') from turn;
select results_eq('select content from tests.page', array['Message 1', 'Answer 1'], 'once');

select * from finish();
rollback;
