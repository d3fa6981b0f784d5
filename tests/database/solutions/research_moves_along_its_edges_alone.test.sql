begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.need(); end $$;
create function pg_temp.move(place text) returns text language sql as $$
  select tests.attempt('postgres', null, case when place in ('completed', 'cancelled', 'in_progress')
    then format('update public.solution_workflows set status = %L, completed_at = case %L
      when ''completed'' then now() end', place, place)
    else format('update public.solution_workflows set current_step = %L', place) end)
$$;
select results_eq($$ select p, pg_temp.move(p) from unnest(array['wait', 'recommend', 'completed',
  'match_innovators', 'research', 'ask_community', 'wait', 'evaluate', 'recommend', 'completed',
  'in_progress']) with ordinality u (p, nth) order by nth $$, $$ values
  ('wait', '23514'), ('recommend', '23514'), ('completed', '23514'), ('match_innovators', 'allowed'),
  ('research', '23514'), ('ask_community', 'allowed'), ('wait', 'allowed'), ('evaluate', 'allowed'),
  ('recommend', 'allowed'), ('completed', 'allowed'), ('in_progress', '23514') $$,
  'from each place where an edge leads, and nowhere else');
select is_empty($$ select s.step from private.solution_steps s where not exists (
  select from private.solution_edges e where e.from_place = s.step and e.to_place = 'cancelled') $$,
  'from every step it may be cancelled');
select is_empty($$ select from_place from private.solution_edges
  where from_place in ('completed', 'cancelled') $$, 'an end is an end');

select * from finish();
rollback;
