begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.community_request(); end $$;

select results_eq('table tests.request', $$ values ('open', 0) $$, 'nobody has answered');
do $$ begin perform tests.answer_request(1); end $$;
select results_eq('table tests.request', $$ values ('responses_received', 1) $$, 'one has');
do $$ begin perform tests.answer_request(2); end $$;
select results_eq('table tests.request', $$ values ('responses_received', 2) $$, 'two have');
select throws_ok('select tests.answer_request(2)', '23505', null,
  'a second answer of the same expert is no new one');
select results_eq('table tests.request', $$ values ('responses_received', 2) $$,
  'and is not counted');

select * from finish();
rollback;
