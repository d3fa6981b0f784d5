begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.a_page(); end $$;
create temp table first as select tests.write(1) as answer;
create temp table again as select tests.write(1) as answer;

select is(answer -> 'duplicate', 'true', 'the second is known') from again;
select is(answer -> 'turn', 'null', 'and answers nothing') from again;
select is(again.answer -> 'message_id', first.answer -> 'message_id', 'it is the first')
  from first, again;
do $$ begin perform tests.say(answer #> '{turn,lease}', 'Answer 1') from first; end $$;
select is(tests.write(1) #>> '{answer,text}', 'Answer 1', 'afterwards it says the answer');
select is(tests.write(1) ->> 'state', 'answered', 'and that it is one');
select results_eq('select content from tests.page', array['Message 1', 'Answer 1'],
  'which there is once');

select * from finish();
rollback;
