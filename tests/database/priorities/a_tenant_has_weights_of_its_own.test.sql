begin;
set local search_path = extensions, public;
select plan(2);

insert into private.priority_weights (tenant_id, item_type, component, weight, description)
  select t.id, 'solution_update', w.component, w.weight, 'as they have it'
  from public.tenants t, (values ('relationship', 0), ('waiting', 0), ('quality', 0),
    ('ease', 0), ('relevance', 0)) w (component, weight)
  where t.slug = 'yachtparty';
do $$ begin perform tests.research(5), tests.rank_grace(); end $$;
select results_eq('select e.component, e.contribution from tests.priorities p,
    worker.explain_priority(p.id) e', $$ values ('freshness', 100.00) $$,
  'what it sets to nothing does not count, and the rest is the whole');
update private.priority_weights set weight = 0;
do $$ begin perform tests.rank_grace(); end $$;
select is(score, 0.00, 'when nothing counts nothing is worth anything') from tests.priorities;

select * from finish();
rollback;
