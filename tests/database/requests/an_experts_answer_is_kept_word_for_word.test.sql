begin;
set local search_path = extensions, public;
select plan(8);

select tests.member();
select tests.ask_grace();
select is(tests.text_in('SM1', body => 'Bail it.'), null, 'a burst of two');
select is(tests.turn('And "caulk" it!', 'record_answer',
  '{"handle": "q1", "summary": "By bailing and caulking."}'), 'done', 'they answer');
select results_eq('select verbatim_answer, response_text from public.community_responses',
  $$ values (E'Bail it.\nAnd "caulk" it!', 'By bailing and caulking.') $$,
  'what they said is kept as they said it, and the summary beside it');
select results_eq('select status, responses_count from public.community_requests',
  $$ values ('responses_received', 1) $$, 'it counts');
select results_eq('select * from tests.told_events()', $$ values ('community.response_received',
  'request_id requesting_user_id response_id user_id') $$, 'and is told');

select is(tests.text_in('SM2', body => 'How are you?'), null, 'of another burst');
select is(tests.turn('Use pitch, too.', 'record_answer',
  '{"handle": "q1", "summary": "And pitch.", "texts": ["t2"]}'), 'done', 'they add the one text');
select results_eq('select verbatim_answer, response_text from public.community_responses',
  $$ values (E'Bail it.\nAnd "caulk" it!\nUse pitch, too.', E'By bailing and caulking.\nAnd pitch.') $$,
  'and it is appended');

select * from finish();
rollback;
