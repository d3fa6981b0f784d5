begin;
set local search_path = extensions, public;
select plan(5);

select tests.innovator();
select tests.colleague(1, 'Pier Nine'), tests.colleague(2, 'Pier Ten');
insert into public.solution_workflows (id, tenant_id, user_id, request_description, current_step)
  values ('c5000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
    '20000000-0000-4000-8000-000000000051', 'a dry boat', 'recommend');
insert into public.community_requests (id, tenant_id, requesting_agent_type, question,
    context_type, context_id, target_user_ids)
  values ('c1000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
    'solution-saga', 'How is it kept dry?', 'solution_workflow',
    'c5000000-0000-4000-8000-000000000001', '{20000000-0000-4000-8000-000000000052}');
insert into public.community_responses (tenant_id, request_id, user_id, response_text,
    verbatim_answer, status, credits_awarded, credited_at)
  values ('00000000-0000-4000-8000-000000000001', 'c1000000-0000-4000-8000-000000000001',
    '20000000-0000-4000-8000-000000000052', 'Bail', 'Bail', 'rewarded', 5, now());
select private.apply_adopt_match(u, jsonb_populate_record(null::public.agent_tasks,
    jsonb_build_object('tenant_id', u.tenant_id, 'context_json', jsonb_build_object('workflow_id',
      'c5000000-0000-4000-8000-000000000001', 'innovator_id',
      'c3000000-0000-4000-8000-000000000001'))), null, '{}')
  from public.users u where u.last_name = 'No1';

select results_eq(
  'select last_name, status, email, target_solution_categories from public.prospects',
  $$ values ('No1', 'converted', null::text, array['a dry boat']) $$,
  'the member is a prospect, without an address, with what they look for');
select is(private.known_as(p), 'a member who looks for a dry boat',
  'which is all that the innovator hears of them') from public.prospects p;
select is(tests.offer_for(id), 'offered', 'somebody may introduce them') from public.prospects;
select results_eq('select connector_user_id from public.intro_opportunities',
  array['20000000-0000-4000-8000-000000000052'::uuid], 'whose answer was rewarded');

select is(private.intro_facts(jsonb_populate_record(i, '{"status": "accepted"}'), u)
    ->> 'prospect', 'a member who looks for a dry boat', 'when they are asked, too')
  from public.intro_opportunities i, public.innovators n join public.users u on u.id = n.user_id;

select * from finish();
rollback;
