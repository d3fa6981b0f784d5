begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin
  perform tests.coached_person();
  perform tests.say(1, 13);
  perform tests.say(2, 15);
end $$;
create temp table turn as select tests.claim_analysis() as said;
create temp view analysed as select * from public.analysis_results
  where analysis_type = 'chat_scoring';

select is((select jsonb_array_length(said #> '{context,messages}') from turn), 25,
  'twenty-five of the twenty-eight are handed out');
select is((select count(*) from public.messages where analysis_included), 0::bigint,
  'nothing is marked while the model thinks');
select is((select tests.finish_analysis(said, tests.yeses(0)) from turn), 'finished', 'it ends');
select is((select count(*) from public.messages where analysis_included), 25::bigint,
  'and marks those, in the same transaction');
select is((select array_agg(content || position order by created_at, id) from (
    select * from public.messages where not analysis_included) m),
  (select array_agg(content || position order by created_at, id) from (
    select * from public.messages order by created_at desc, id desc limit 3) m),
  'the newest three wait for the next');
select is((select tests.finish_analysis(said, tests.yeses(3)) from turn), 'repeated',
  'told again it changes nothing');
select results_eq('select chat_score, message_range ->> ''count'' from analysed',
  $$ values (0.0, '25') $$, 'and there is one score');

select * from finish();
rollback;
