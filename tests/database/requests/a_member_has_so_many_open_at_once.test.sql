begin;
set local search_path = extensions, public;
select plan(4);

insert into public.solution_workflows (tenant_id, user_id, request_description, current_step)
  select u.tenant_id, u.id, 'need ' || n, 'research' from public.users u, generate_series(1, 3) n;
insert into public.community_requests
    (tenant_id, requesting_agent_type, requesting_user_id, question)
  select u.tenant_id, 'concierge', u.id, 'question ' || n
  from public.users u, generate_series(1, 3) n;

select is(tests.turn('one more', 'request_research', '{"need": "a fourth"}'),
  'at most 3 may be open at once: one has to end first', 'no fourth research');
select is(tests.turn('one more', 'ask_community', '{"question": "a fourth?"}'),
  'at most 3 may be open at once: one has to end first', 'no fourth question');
update public.tenants set settings = '{"open_research_max": 4, "open_questions_max": 4}';
select is(tests.turn('one more', 'request_research', '{"need": "a fourth"}'), 'done',
  'but where the tenant allows it');
select is(tests.turn('one more', 'ask_community', '{"question": "a fourth?"}'), 'done', 'too');

select * from finish();
rollback;
