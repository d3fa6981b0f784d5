begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin
  perform tests.expert(n, '{hulls}') from generate_series(1, 3) n;
  perform tests.question();
  perform tests.choose_experts();
  perform tests.answer_of_expert(1);
  perform tests.judge_next(3);
end $$;
select results_eq('table tests.answers', $$ values (1, 'accepted', 3, 20, 20) $$,
  'accepted: one fixed amount, whatever its score');
do $$ begin
  perform tests.answer_of_expert(1, 'And tar.');
  perform tests.judge_next(9);
end $$;
select results_eq('table tests.answers', $$ values (1, 'accepted', 9, 20, 20) $$,
  'more of the same expert is judged anew and not paid again');
select is((select verbatim_answer from public.community_responses), E'With pitch.\nAnd tar.',
  'it is appended');
do $$ begin
  -- Two at once, while one more is wanted.
  perform tests.answer_of_expert(2), tests.answer_of_expert(3);
  perform tests.judge_next(), tests.judge_next();
end $$;
select bag_eq('select verdict, credits from tests.answers', $$
  values ('accepted', 20), ('accepted', 20), ('enough', 0) $$, 'so many are paid as it wants');
select results_eq('select status, closed_reason from public.community_requests',
  $$ values ('closed', 'answered') $$, 'with them it is over');
select is((select count(*) from public.credit_events where event_type = 'answer'), 2::bigint,
  'the ledger has each once');
select ok((select bool_and(expert_connector) from public.users
  where credit_balance > 0), 'who was rewarded is known as an expert');
select ok((select standing from private.expert_words where user_id::text like 'e%01') > 0.5,
  'and is the likelier to be asked again');
select is((select balance from tests.answers where expert = 1), 20, 'the balance is the ledger''s');

select * from finish();
rollback;
