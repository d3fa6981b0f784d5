begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.coached_person(); end $$;
insert into public.messages (conversation_id, role, direction, content, screen)
  select 'c0000000-0000-4000-8000-000000000001', 'user', 'inbound', 'I feel that I cannot go on',
    tests.screen() || jsonb_build_object('severity', severity)
  from unnest(array['low', 'moderate', 'high', 'critical', 'none']) severity;
-- What one word alone, or the net, has found is most often no distress.
insert into public.messages (conversation_id, role, direction, content, screen)
  values ('c0000000-0000-4000-8000-000000000001', 'user', 'inbound', 'I felt brave in the end',
    tests.screen('low', more => '{"found": ["net.suicide", "en.word"]}'));
do $$ begin perform tests.say(1, 19); end $$;
create temp table turn as select tests.claim_analysis() as said;

select is((select jsonb_array_length(said #> '{context,messages}') from turn), 25,
  'what they say then is counted');
select is((select jsonb_path_query_array(said, '$.context.messages[0 to 5].text') from turn),
  '[null, null, null, null, "I feel that I cannot go on", "I felt brave in the end"]', 'no model is shown it');
select is((select tests.finish_analysis(said, tests.answers('{
    "names_a_feeling": {"message": "m3", "quote": "I feel that I cannot go on"},
    "names_a_goal": {"message": "m5", "quote": "I feel that I cannot"}}')) from turn), 'finished',
  'and a yes to it');
select is((select array_agg(k) from public.analysis_results, jsonb_object_keys(insights -> 'answers') k),
  array['names_a_goal'], 'counts no more than what nobody said');

select * from finish();
rollback;
