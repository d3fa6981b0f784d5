begin;
set local search_path = extensions, public;
select plan(1);

insert into public.users (id, tenant_id, phone_number)
  select ('20000000-0000-4000-8000-00000000000' || n)::uuid,
    '00000000-0000-4000-8000-000000000001', '+1415555019' || n from generate_series(1, 2) n;
insert into public.community_requests (id, tenant_id, requesting_agent_type, question) values
  ('c1000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   'concierge', 'How is a boat kept dry?');
create function pg_temp.answer(expert integer) returns void language sql as $$
  insert into public.community_responses
    (tenant_id, request_id, user_id, response_text, verbatim_answer)
  values ('00000000-0000-4000-8000-000000000001', 'c1000000-0000-4000-8000-000000000001',
    ('20000000-0000-4000-8000-00000000000' || expert)::uuid, 'By bailing.', 'bail it')
$$;
create temp view request as select status, responses_count from public.community_requests
  where id = 'c1000000-0000-4000-8000-000000000001';

update public.community_requests set status = 'closed'
where id = 'c1000000-0000-4000-8000-000000000001';
do $$ begin perform pg_temp.answer(1); end $$;
select results_eq('table request', $$ values ('closed', 1) $$, 'it is counted, and no more');

select * from finish();
rollback;
