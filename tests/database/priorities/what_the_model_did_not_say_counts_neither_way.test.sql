begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.offer_intro(1), tests.offer_intro(2); perform tests.rank_grace(); end $$;
create temp table alone as select score from tests.priorities where item = 1;
create function pg_temp.says(relevance numeric) returns numeric language plpgsql as $$
begin
  perform tests.rank_grace(now(), jsonb_build_array(jsonb_build_object('item_type', 'intro_opportunity',
    'item_id', tests.item(1), 'relevance', relevance)));
  return (select p.score from tests.priorities p where p.item = 1);
end
$$;
select is((select score from tests.priorities where item = 1),
  (select score from tests.priorities where item = 2), 'without it both are equal');
select is(pg_temp.says(10) - pg_temp.says(0), round(100.0 * 4 / 16, 2),
  'it moves a score by its share of the weights, and no further');
select is(pg_temp.says(3), round((12 * score + 4 * 30) / 16, 2),
  'what it says is one component among them') from alone;
do $$ begin perform pg_temp.says(8); perform tests.rank_grace(); end $$;
select is((select value from tests.priorities p, worker.explain_priority(p.id)
  where item = 1 and component = 'relevance'), 0.8, 'and stays said until it says otherwise');

select * from finish();
rollback;
