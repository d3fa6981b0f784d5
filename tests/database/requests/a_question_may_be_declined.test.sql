begin;
set local search_path = extensions, public;
select plan(6);

select tests.member();
select tests.rank('community_request', tests.ask_grace());
select is(tests.turn('rather not', 'close_item', '{"handle": "q1"}'), 'done', 'they decline');
select results_eq('select declined_user_ids, status from public.community_requests',
  $$ values ('{00000000-0000-4000-8000-000000000021}'::uuid[], 'open') $$,
  'which ends nothing for others');
select results_eq('select event_type from tests.told_events()',
  array['community.question_declined'], 'but is told');
select results_eq('select status, tests.view() ->> ''open'' from public.user_priorities',
  $$ values ('actioned', '[]') $$, 'and they hear no more of it');
select matches(tests.turn('no!', 'close_item', '{"handle": "q1"}'), 'no such handle', 'once');
select is(tests.attempt('postgres', null, 'update public.community_requests
  set declined_user_ids = declined_user_ids || requesting_user_id'), '23514',
  'nobody declines who was not asked');

select * from finish();
rollback;
