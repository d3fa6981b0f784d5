begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.community_request(); end $$;
do $$ begin
  perform tests.answer_request(n) from generate_series(1, 2) n;
end $$;

delete from public.community_responses where user_id = '20000000-0000-4000-8000-000000000001';
select results_eq('select responses_count from tests.request', array[1], 'one was taken back');
delete from public.users where id = '20000000-0000-4000-8000-000000000002';
select results_eq('select responses_count from tests.request', array[0],
  'one went with its expert');
select lives_ok($$
  select tests.answer_request(1);
  delete from public.community_requests where id = 'c1000000-0000-4000-8000-000000000001'
$$, 'a request may go with its answers');

select * from finish();
rollback;
