begin;
set local search_path = extensions, public;
select plan(12);

do $$ begin
  perform tests.expert(1, '{hulls}');
  insert into public.users (id, tenant_id, phone_number, verified, innovator)
    values ('20000000-0000-4000-8000-000000000006', '00000000-0000-4000-8000-000000000001',
      '+14155550166', true, true);
  insert into public.innovators (id, tenant_id, user_id, company_name, categories) values
    ('f0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
     '20000000-0000-4000-8000-000000000006', 'Dry Boats', '{bilge pumps,pump}');
  perform tests.need();
end $$;
select is(tests.step(tests.found()), 'match_innovators', 'the web was looked at');
select is(tests.step(), 'ask_community', 'innovators were compared');
select results_eq('select matched_innovators -> 0 ->> ''company'' from public.solution_workflows',
  array['Dry Boats'], 'one offers it');
select is(tests.step(), 'wait', 'the community is asked');
select is(tests.step(), 'wait', 'and nothing is due while it thinks');
do $$ begin
  perform tests.choose_experts();
  perform tests.answer_of_expert(1);
  perform tests.judge_next();
  perform worker.close_expired_community_requests(now() + interval '3 days');
end $$;
select is(tests.step(), 'evaluate', 'the question is over, and so is the wait');
select is(tests.step(jsonb_build_object('judgement', jsonb_build_object('good_enough', true,
  'recommendation', 'Take the pump of Dry Boats.', 'picks', '["v1", "r1"]'::jsonb, 'why', 'it fits'))),
  'recommend', 'what was found is judged');
select is(tests.step(), 'completed', 'and she is told');
select matches((select message_data ->> 'text' from public.message_queue
  where agent_id = 'solution-saga'), 'a pump for wooden hulls": Take the pump of Dry Boats', 'what');
select results_eq($$ select event_type, payload ->> 'innovator_id' from public.events
  where event_type ~ '^solution.(completed|innovator)' order by 1 $$, $$
  values ('solution.completed', null),
    ('solution.innovator_matched', 'f0000000-0000-4000-8000-000000000001') $$,
  'whoever makes introductions hears of the innovator');
select results_eq($$ select l ->> 'step', l ->> 'why' is not null
  from public.solution_workflows, jsonb_array_elements(conversation_log) l $$, $$
  values ('research', true), ('match_innovators', true), ('ask_community', true), ('wait', true),
    ('evaluate', true), ('recommend', true) $$, 'every decision has its reason');
select results_eq('select jsonb_array_length(completed_tasks), pending_tasks
  from public.solution_workflows', $$ values (6, '[]'::jsonb) $$, 'nothing is left to do');

select * from finish();
rollback;
