begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin
  perform tests.expert(n, '{hulls}') from generate_series(1, 3) n;
  perform tests.question();
  perform tests.choose_experts();
  perform tests.answer_of_expert(1, 'Nice weather.');
  perform tests.judge_next(0, false);
end $$;
create view pg_temp.again as select q.message_data ->> 'text' as words
  from public.message_queue q where q.subject like 'question:%';
select results_eq('select verdict, credits from tests.answers', $$ values ('off_topic', 0) $$,
  'beside the point: not paid');
select matches((select words from pg_temp.again), 'The question was: How are wooden hulls kept dry',
  'and asked once more');
do $$ begin
  perform tests.answer_of_expert(1, 'And football.');
  perform tests.judge_next(0, false);
end $$;
select results_eq('select verdict from tests.answers', array['off_topic_again'], 'again');
select is((select count(*) from pg_temp.again), 1::bigint, 'and not asked a third time');

update private.settings set value = 0 where name = 'answers_paid_a_day';
do $$ begin
  perform tests.answer_of_expert(2);
  perform tests.judge_next();
end $$;
select results_eq('select verdict, credits from tests.answers where expert = 2',
  $$ values ('capped', 0) $$, 'who has been paid as often as one is in a day is not');
update public.community_requests set expires_at = now() - interval '1 second';
do $$ begin
  perform tests.answer_of_expert(3);
  perform tests.judge_next();
end $$;
select results_eq('select verdict, credits from tests.answers where expert = 3',
  $$ values ('late', 0) $$, 'what comes late is kept, and not paid');
select is_empty('select from public.credit_events where event_type = ''answer''', 'not one was');
select is_empty($$ select verdict from private.answer_rules where verdict not in ('accepted',
  'second', 'enough', 'late', 'off_topic', 'off_topic_again', 'capped') $$, 'there are no others');

select * from finish();
rollback;
