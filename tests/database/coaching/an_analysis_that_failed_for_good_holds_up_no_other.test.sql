begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.coached_person();
  perform tests.say(1, 25);
  perform tests.text_of_coached('the second batch');
  perform tests.say(1, 24);
end $$;
create temp table failed as select tests.claim_analysis() as said;
select is((select worker.finish(jsonb_build_array(jsonb_build_object('lease', said -> 'lease',
    'outcome', 'failed', 'error', '{"code": "model_schema", "message": "no"}'::jsonb)))
    -> 0 ->> 'result' from failed), 'dead', 'what no model can answer ends as a dead letter');
create temp table second as select tests.claim_analysis() as said;
select is((select said #>> '{context,messages,0,text}' from second), 'the second batch',
  'the next has messages of its own');
select is((select tests.finish_analysis(said, tests.yeses(0)) from second), 'finished', 'and ends');
do $$ begin
  perform worker.replay_dead_letter(id) from public.event_dead_letters;
end $$;
select is((select said #> '{context,messages}' from (select tests.claim_analysis() as said) t),
  (select said #> '{context,messages}' from failed), 'played again, the first has its own');

select * from finish();
rollback;
