begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin perform tests.a_page(); end $$;
create temp table first as select tests.write(1) as answer;

select is(tests.write(2) -> 'turn', 'null', 'while one is being answered the next waits');
select is(tests.say(answer #> '{turn,lease}', 'Answer 1'), 'finished',
  'what its reader has seen stands, whatever has come since') from first;
select is(tests.write(3) -> 'turn', 'null', 'and what comes behind it waits with it');
create temp table turn as
  select worker.claim('assistant', 1, now() + interval '10 s') -> 'turns' -> 0 as turn;
select is(turn #>> '{context,agent_type}', 'assistant', 'for the lane''s agent') from turn;
select is(tests.say(turn -> 'lease', 'Answer 2'), 'finished', 'who answers') from turn;
select results_eq('select content from tests.page', array['Message 1', 'Message 2', 'Answer 1',
  'Message 3', 'Answer 2'], 'both with one answer');
select is_empty($$ select * from tests.page where role = 'user' and task_id is null $$,
  'and none is left');

select * from finish();
rollback;
