begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin
  perform tests.coached_person();
  perform tests.say(1, 25);
end $$;
create temp table turn as select tests.claim_analysis() as said;
create function pg_temp.refusal(answers jsonb) returns text language sql as $$
  select private.check_score_conversation(null, jsonb_build_object('answers', refusal.answers),
    l.handles) from private.leases l
$$;

select is(pg_temp.refusal(answers), why, coalesce(why, 'fourteen answers are all')) from (values
  (tests.yeses(14), null),
  (tests.yeses(14) - 'sees_others', 'answers are one to each question'),
  (tests.yeses(14) || '{"is_perfect": null}', 'answers are one to each question'),
  ('[]'::jsonb, 'answers are an object'),
  (tests.answers('{"names_a_goal": "yes"}'),
    'an answer is null, or {message: a handle of this turn, quote: 1 to 300 characters}'),
  (tests.answers('{"names_a_goal": {"message": "m26", "quote": "I want to go"}}'),
    'an answer is null, or {message: a handle of this turn, quote: 1 to 300 characters}')
) t (answers, why);
select is(private.check_score_conversation(null, jsonb_build_object('answers', tests.yeses(0)), '{}'),
  'this turn has no messages to score', 'nor is there a score of nothing');
select is(tests.finish_analysis(said, tests.yeses(14) - 'sees_others'), 'refused',
  'a turn of thirteen is refused, and tried again') from turn;
select is((select array[(select count(*) from public.analysis_results),
  (select count(*) from public.messages where analysis_included)]), array[0, 0]::bigint[],
  'nothing is scored, and nothing marked');

select * from finish();
rollback;
