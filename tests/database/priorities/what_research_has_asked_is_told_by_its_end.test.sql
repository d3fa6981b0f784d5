begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.give_answer(1, (tests.grace()).id, tests.neighbour()); end $$;
select results_eq('select item_type from private.priority_candidates(tests.grace())',
  array['community_response'], 'an answer to a question of their own is news');
insert into public.solution_workflows (id, tenant_id, user_id, request_description, current_step)
  select tests.item(2), g.tenant_id, g.id, 'a dry boat', 'wait' from tests.grace() g;
update public.community_requests set context_type = 'solution_workflow', context_id = tests.item(2)
  where id = tests.item(51);
select is_empty('select item_type from private.priority_candidates(tests.grace())',
  'one to a question that research has put is not: they are told of it with what was found');

select * from finish();
rollback;
