begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.a_page(); end $$;
create temp table opened as select tests.write(1) as answer;
do $$ begin
  update public.messages set created_at = clock_timestamp() - interval '2 s';
  perform tests.say(answer #> '{turn,lease}', 'Answer 1', jsonb_build_object('call',
    tests.settled_call(answer #>> '{turn,context,call,id}'))) from opened;
end $$;

select is(token_count, 200, 'the tokens that the model wrote') from tests.page where position = 2;
select ok(latency_ms between 2000 and 60000, 'the time that its reader waited')
  from tests.page where position = 2;
select is(metadata - 'prompt_version' - 'model', '{"model_calls": 1, "streamed": true}',
  'and how it came about') from tests.page where position = 2;

select * from finish();
rollback;
