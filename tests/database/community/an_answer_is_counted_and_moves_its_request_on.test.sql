begin;
set local search_path = extensions, public;
select plan(5);

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

select results_eq('table request', $$ values ('open', 0) $$, 'nobody has answered');
do $$ begin perform pg_temp.answer(1); end $$;
select results_eq('table request', $$ values ('responses_received', 1) $$, 'one has');
do $$ begin perform pg_temp.answer(2); end $$;
select results_eq('table request', $$ values ('responses_received', 2) $$, 'two have');
select throws_ok('select pg_temp.answer(2)', '23505', null,
  'a second answer of the same expert is no new one');
select results_eq('table request', $$ values ('responses_received', 2) $$, 'and is not counted');

select * from finish();
rollback;
