begin;
set local search_path = extensions, public;
select plan(5);

select tests.member();
select tests.ask_grace(), tests.ask_grace('How is a boat kept upright?');
create function pg_temp.answer(words text, texts jsonb default '{}') returns text language sql as $$
  select tests.turn(words, 'record_answer', '{"handle": "q1", "summary": "So."}'::jsonb || texts)
$$;
select is(tests.text_in('SM1', body => 'Bail it.'), null, 'of two texts');
select matches(pg_temp.answer('And ballast.'), 'texts names those that answer this one',
  'not both are the answer to one of two questions');
select is(tests.text_in('SM2', body => 'Bail it.'), null, 'but');
select is(pg_temp.answer('And ballast.', '{"texts": ["t1"]}'), 'done', 'the one that is named is');
do $$ begin perform tests.text_in('SM3', body => 'Keel.'); end $$;
select is(pg_temp.answer('And ballast.', '{"handle": "q1"}'), 'done',
  'when one alone waits there is nothing to ask');

select * from finish();
rollback;
