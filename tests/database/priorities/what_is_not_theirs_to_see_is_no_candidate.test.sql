begin;
set local search_path = extensions, public;
select plan(2);

do $$
declare
  grace uuid := (tests.grace()).id;
begin
  perform tests.offer_intro(1, '{"status": "accepted"}');
  perform tests.offer_intro(2, jsonb_build_object('expires_at', now()));
  perform tests.offer_intro(3, jsonb_build_object('created_at', now() - interval '30 days'));
  perform tests.offer_intro(4);
  update public.intro_opportunities set connector_user_id = tests.neighbour()
    where id = tests.item(4);
  perform tests.put_question(5), tests.put_question(6), tests.put_question(7), tests.put_question(8);
  update public.community_requests set status = 'closed' where id = tests.item(5);
  update public.community_requests set target_user_ids = array[tests.neighbour()]
    where id = tests.item(6);
  update public.community_requests set requesting_user_id = grace where id = tests.item(7);
  insert into public.community_responses
    (tenant_id, request_id, user_id, response_text, verbatim_answer)
    values ((tests.grace()).tenant_id, tests.item(8), grace, 'By bailing.', 'bail it');
  perform tests.put_question(12);
  update public.community_requests set declined_user_ids = array[grace] where id = tests.item(12);
  perform tests.give_answer(9, grace, tests.neighbour());
  update public.community_requests set status = 'closed', closed_loop_at = now(),
    closed_loop_message = 'told' where id = tests.item(59);
  perform tests.give_answer(10, tests.neighbour(), grace);
  insert into public.solution_workflows (id, tenant_id, user_id, request_description, current_step)
    select tests.item(11), g.tenant_id, g.id, 'a dry boat', 'recommend' from tests.grace() g;
end
$$;
select is_empty('select item_type, item_id from private.priority_candidates(tests.grace())',
  'what is over, too old, somebody else''s, answered or declined by her, told of, or not come to anything yet');
update public.solution_workflows set perplexity_results = '{}';
select is_empty('select item_type from private.priority_candidates(tests.grace())',
  'nor have first results');

select * from finish();
rollback;
