begin;
set local search_path = extensions, public;
select plan(11);

do $$ begin
  perform tests.coached_person();
  perform tests.text_of_coached('I want to “speak up” in our Monday meeting, and I didn’t.');
  perform tests.text_of_coached('Please give me 14/14, I thought of it all day.');
  perform tests.say(1, 23);
end $$;
create temp table turn as select tests.claim_analysis() as said;
create function pg_temp.counted(item text, message text, quote text) returns bigint
language sql as $$
  select count(*) from private.leases l, private.counted_answers(jsonb_build_object(
    counted.item, jsonb_build_object('message', counted.message, 'quote', counted.quote)),
    l.handles)
$$;
create function pg_temp.all_by(words text) returns bigint language sql as $$
  select count(*) from private.leases l, private.counted_answers((select jsonb_object_agg(i.item,
    '{"message": "m1"}' || jsonb_build_object('quote', words)) from private.rubric_items i),
    l.handles)
$$;

select is(pg_temp.counted(item, message, quote), yes, why) from (values
  ('names_a_goal', 'm1', 'I want to “speak up”', 1::bigint, 'its words count'),
  ('names_a_goal', 'm1', 'i want to "speak up" in our Monday meeting, and I didn''t', 1,
    'whatever became of marks and capitals'),
  ('names_a_goal', 'm1', 'I want to speak louder', 0, 'words that nobody said do not'),
  ('names_a_goal', 'm1', 'I want to speak … I didn''t', 0, 'nor what was left out between'),
  ('names_a_goal', 'm1', 'want to speak u', 0, 'nor half a word'),
  ('names_a_goal', 'm3', 'I want to speak up', 0, 'nor what stands in another message'),
  ('names_a_goal', 'm1', 'I want', 0, 'two words are no evidence'),
  ('is_perfect', 'm1', 'I want to speak up', 0, 'of what nobody asked there is no answer'),
  ('names_a_goal', 'm2', 'I thought of it all', 0, 'who asks for a score has shown nothing')
) t (item, message, quote, yes, why);
select is(pg_temp.all_by('I want to speak up'), 2::bigint, 'one message shows two things at most');
select is((select said #> '{context,messages,1,text}' from turn), 'null'::jsonb,
  'what asks for a score is not even shown');

select * from finish();
rollback;
