begin;
set local search_path = extensions, public;
select plan(5);

select tests.rank('intro_opportunity', tests.intro());
select is(tests.turn('what is there?', 'present_opportunity', '{"handle": "p1", "asked": true}'),
  'done', 'it is told');
select is(tests.turn('I would rather not', 'answer_introduction', '{"handle": "i1", "answer": "no"}'),
  'done', 'they say no');
select results_eq('select status, connector_response from public.intro_opportunities',
  $$ values ('declined', 'I would rather not') $$, 'which is kept');
select results_eq('select event_type from tests.told_events()', array['intro.declined'], 'and told');
select is(tests.view() -> 'open', '[]', 'it is open no more');

select * from finish();
rollback;
