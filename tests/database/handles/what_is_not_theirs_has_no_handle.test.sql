begin;
set local search_path = extensions, public;
select plan(4);

select tests.member();
-- All of it is Ada's, or another tenant's, whoever ranked it for Grace.
insert into public.solution_workflows (tenant_id, user_id, request_description, current_step)
  select tenant_id, id, 'a CRM', 'research' from public.users where first_name = 'Ada';
insert into public.community_requests (tenant_id, requesting_agent_type, requesting_user_id,
    question, target_user_ids)
  select tenant_id, 'concierge', id, 'Mine', array[id] from public.users
  where first_name = 'Ada';
insert into public.community_responses (tenant_id, request_id, user_id, response_text,
    verbatim_answer)
  select r.tenant_id, r.id, r.requesting_user_id, 'x', 'x' from public.community_requests r;
insert into public.intro_opportunities (tenant_id, connector_user_id, prospect_name, status)
  select tenant_id, id, 'Noah', 'accepted' from public.users where first_name = 'Ada';
select tests.rank('solution_update', (select id from public.solution_workflows), 1);
select tests.rank('community_request', (select id from public.community_requests), 2);
select tests.rank('community_response', (select id from public.community_responses), 3);
select tests.rank('intro_opportunity', (select id from public.intro_opportunities), 4);
insert into public.users (tenant_id, phone_number, verified)
  values ('00000000-0000-4000-8000-000000000002', '+14155550199', true);
insert into public.community_requests (tenant_id, requesting_agent_type, question)
  values ('00000000-0000-4000-8000-000000000002', 'concierge', 'Theirs');
update public.community_requests set target_user_ids =
  (select array_agg(id) from public.users where tenant_id = community_requests.tenant_id
    and phone_number = '+14155550199') where question = 'Theirs';

select is(tests.view() - 'credits', '{"handles": {}, "priorities": [], "open": [], "texts": []}',
  'Grace sees nothing of it');
select is(jsonb_array_length(tests.view('+14155550155') -> 'open'), 3, 'Ada sees hers');
select is(tests.view('+14155550199') -> 'open' -> 0 ->> 'about', 'Theirs', 'a tenant its own');
select is_empty($$ select * from public.users u, public.intro_opportunities i
  where u.first_name = 'Grace' and private.item_view(u, 'intro_opportunity', i.id) is not null $$,
  'and an id alone opens nothing');

select * from finish();
rollback;
