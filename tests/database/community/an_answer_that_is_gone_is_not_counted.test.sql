begin;
set local search_path = extensions, public;
select plan(3);

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
do $$ begin
  perform pg_temp.answer(n) from generate_series(1, 2) n;
end $$;

delete from public.community_responses where user_id = '20000000-0000-4000-8000-000000000001';
select results_eq('select responses_count from request', array[1], 'one was taken back');
delete from public.users where id = '20000000-0000-4000-8000-000000000002';
select results_eq('select responses_count from request', array[0], 'one went with its expert');
select lives_ok($$
  select pg_temp.answer(1);
  delete from public.community_requests where id = 'c1000000-0000-4000-8000-000000000001'
$$, 'a request may go with its answers');

select * from finish();
rollback;
