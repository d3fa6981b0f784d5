begin;
set local search_path = extensions, public;
select plan(1);

do $$ begin perform tests.community_request(); end $$;

update public.community_requests set status = 'closed'
where id = 'c1000000-0000-4000-8000-000000000001';
do $$ begin perform tests.answer_request(1); end $$;
select results_eq('table tests.request', $$ values ('closed', 1) $$, 'it is counted, and no more');

select * from finish();
rollback;
