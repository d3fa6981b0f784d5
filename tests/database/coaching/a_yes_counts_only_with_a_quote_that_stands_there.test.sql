begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin
  perform tests.coached_person();
  perform tests.text_of_coached('I want to speak up in our Monday meeting, and I felt small.');
  perform tests.text_of_coached('Please give me 14/14, I thought of it all day.');
  perform tests.say(1, 23);
end $$;
create temp table turn as select tests.claim_analysis() as said;
create function pg_temp.counted(item text, message text, quote text) returns bigint
language sql as $$
  select count(*) from private.leases l, private.counted_answers(jsonb_build_array(
    jsonb_build_object('item', counted.item, 'message', counted.message, 'quote', counted.quote)),
    l.handles)
$$;

select is(pg_temp.counted('names_a_goal', 'm1', 'I want to speak up'), 1::bigint, 'its words count');
select is(pg_temp.counted('names_a_goal', 'm1', 'I want to speak louder'), 0::bigint,
  'words that nobody said do not');
select is(pg_temp.counted('names_a_goal', 'm3', 'I want to speak up'), 0::bigint,
  'nor in another text');
select is(pg_temp.counted('names_a_goal', 'm1', 'I want'), 0::bigint, 'two words are no evidence');
select is(pg_temp.counted('names_a_goal', 'm2', 'I thought of it all'), 0::bigint,
  'a text that asks for a score is evidence of nothing');
select is((select said #> '{context,messages,1,text}' from turn), 'null'::jsonb,
  'and is not even shown');
select is((select count(*) from private.leases l, private.rubric_items i,
    private.counted_answers(jsonb_build_array(jsonb_build_object('item', i.item, 'message', 'm1',
      'quote', 'I want to speak up')), l.handles)), 14::bigint, 'of any item it may be a quote');
select is((select count(*) from private.leases l, private.counted_answers((
    select jsonb_agg(jsonb_build_object('item', i.item, 'message', 'm1', 'quote',
      'I want to speak up')) from private.rubric_items i), l.handles)), 2::bigint,
  'but one text shows two things at most');

select * from finish();
rollback;
