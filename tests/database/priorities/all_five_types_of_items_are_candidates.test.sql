begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.one_item_a_type(); end $$;
select results_eq(
  'select item_type, right(item_id::text, 2) from private.priority_candidates(tests.grace())
    order by item_id',
  $$ values ('intro_opportunity', '01'), ('community_request', '02'), ('community_response', '03'),
    ('expert_impact_notification', '04'), ('solution_update', '05') $$,
  'an introduction, a question, an answer, what came of an answer, and research');
do $$ begin perform tests.rank_grace(); end $$;
select results_eq('select item, status from tests.priorities order by item',
  $$ select n, 'active' from generate_series(1, 5) n $$, 'each is a priority');

select * from finish();
rollback;
