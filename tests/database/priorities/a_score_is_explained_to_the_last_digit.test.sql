begin;
set local search_path = extensions, public;
select plan(3);

do $$
begin
  perform setseed(0.5), tests.one_item_a_type();
  for round in 1..40 loop
    update private.priority_weights set weight = round((random() * 10)::numeric, 3);
    perform tests.rank_grace(now() + round * interval '7 hours', case when round % 2 = 0 then '[]' else
      jsonb_build_array(jsonb_build_object('item_type', 'solution_update', 'item_id', tests.item(5),
        'relevance', random() * 10)) end);
    if exists (select from tests.priorities p where p.status = 'active' and p.score is distinct from
      (select sum(e.contribution) from worker.explain_priority(p.id) e)) then
      raise 'round % does not add up', round;
    end if;
  end loop;
end
$$;
select pass('the contributions of each component are the score, whatever the weights');
update private.priority_weights set weight = 1;
delete from public.user_priorities;
do $$ begin perform tests.rank_grace(); end $$;
select results_eq($$
  select e.component, e.weight, e.contribution <> 0, e.words from tests.priorities p,
    worker.explain_priority(p.id) e where p.item = 2 and e.component in ('ease', 'relevance')
    order by 1
$$, $$ values
  ('ease', 1::numeric, true, 'how little has to be done about it: 0.6000 of 1, weight 1'),
  ('relevance', 1, false, 'how much it is to the point, by the model''s word: '
    || 'left out, the model was not asked or did not answer') $$, 'in words');
delete from private.priority_weights where component = 'ease';
select is((select count(*) from tests.priorities p, worker.explain_priority(p.id)
  where p.item = 2), 7::bigint, 'what it was made of then stays explained');

select * from finish();
rollback;
