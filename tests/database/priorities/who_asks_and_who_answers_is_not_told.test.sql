begin;
set local search_path = extensions, public;
select plan(1);

do $$ begin
  perform tests.one_item_a_type();
  update public.community_requests set requester_context = 'Ida, of Boats Ltd, is in debt';
  update public.community_responses set verbatim_answer = 'as I told Ida';
end $$;
update public.users set first_name = 'Ida', company = 'Boats Ltd' where id = tests.neighbour();
select is_empty($$ select about from private.priority_candidates(tests.grace()) c
  where c.about::text ~ 'Ida|Boats Ltd|debt|2000' $$, 'in no words about a priority');

select * from finish();
rollback;
