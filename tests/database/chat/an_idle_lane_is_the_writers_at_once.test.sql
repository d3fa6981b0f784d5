begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.a_page(); end $$;
create temp table opened as select tests.write(1) as answer;

select is(answer ->> 'state', 'queued', 'it is not answered yet') from opened;
select matches(answer #>> '{turn,lease}', '^[0-9a-f-]{36}$', 'its page has the turn') from opened;
select is(answer #>> '{turn,context,messages,0,content}', 'Message 1', 'with what it is about')
  from opened;
select is(answer #>> '{turn,context,call,refused}', null, 'and leave to call the model')
  from opened;
select is((select b.rings from private.bells b where b.function_name = 'assistant'), 0::bigint,
  'nobody is rung');
select is(worker.claim('assistant', 4, now() + interval '1 hour') -> 'turns', '[]',
  'and nobody else may have it');
select is(tests.say(answer #> '{turn,lease}', 'Answer 1'), 'finished', 'it ends as any turn does')
  from opened;
select results_eq('select content, status, task_id is not null from tests.page',
  $$ values ('Message 1', 'received', true), ('Answer 1', 'delivered', true) $$,
  'and what it said is there to be read');

select * from finish();
rollback;
