begin;
set local search_path = extensions, public;
select plan(8);

select is(tests.turn('find me a CRM', 'request_research', '{"need": " A CRM for yachts. "}'),
  'done', 'research is asked for');
select results_eq($$ select request_description, current_step, status
  from public.solution_workflows $$,
  $$ values ('A CRM for yachts.', 'research', 'in_progress') $$, 'and begun');
select results_eq('select * from tests.told_events()', $$ values
  ('solution.research_requested', 'conversation_id user_id workflow_id') $$, 'an event says so');
select is(tests.view() -> 'open' -> 0, jsonb_build_object('handle', 'w1', 'since', current_date,
  'about', 'A CRM for yachts.', 'state', 'waits to be begun'), 'it is open');
select matches(tests.turn('find me a CRM', 'request_research', '{"need": "a crm for  YACHTS"}'),
  'already', 'and not asked for twice');

select is(tests.turn('forget the CRM', 'close_item', '{"handle": "w1"}'), 'done', 'it is ended');
select results_eq('select status, tests.view() ->> ''open'' from public.solution_workflows',
  $$ values ('cancelled', '[]') $$, 'and open no more');
select results_eq($$ select keys from tests.told_events()
  where event_type = 'solution.research_cancelled' $$, array['user_id workflow_id'], 'and told');

select * from finish();
rollback;
