begin;
set local search_path = extensions, public;
select plan(17);

do $$ begin perform tests.coached_person(); end $$;
create function pg_temp.day(score integer, n integer, clock text default '15:00') returns text
language sql as $$
  select tests.analysed_day(score, date '2026-06-01' + n + clock::time at time zone 'UTC')
$$;

select is(pg_temp.day(14, 1), '1', 'one analysis moves nothing, however good');
select is(pg_temp.day(14, 1, '18:00'), '1', 'nor does another on the same day');
select is(pg_temp.day(7, 2), '1', 'nor one that is not good enough');
select is(pg_temp.day(8, 3), '2', 'a second day of 8 does');
select is(pg_temp.day(14, 4), '2', 'what brought them there counts no more');
select is(pg_temp.day(0, 5), '2', 'nothing takes them back');
select is(pg_temp.day(9, 5), '2', 'two days are not three');
select is(pg_temp.day(9, 6), '3', 'three are');
select is(pg_temp.day(14, 7), '3', 'and again');
select is(pg_temp.day(10, 8), '3', 'and again');
select is(pg_temp.day(10, 9), '3 graduated', 'from the third one graduates');
select is(pg_temp.day(14, 10), '3 graduated', 'once');
select is(pg_temp.day(0, 11), '3 graduated', 'and for good');
select results_eq($$ select analysis_type, insights ->> 'from_stage',
    jsonb_array_length(insights -> 'analyses') from public.analysis_results
  where analysis_type <> 'chat_scoring' order by created_at $$,
  $$ values ('milestone_check', '1', 2), ('milestone_check', '2', 3),
    ('graduation_assessment', '3', 3) $$, 'a row says from where, and by which analyses');
select is((select graduation_date from public.users
    where id = '20000000-0000-4000-8000-000000000001'),
  (select max(created_at) from public.analysis_results
    where analysis_type = 'chat_scoring' and triggered_milestone), 'the last says when');
select is_empty($$ select from public.analysis_results a where a.analysis_type = 'chat_scoring'
  and a.chat_score <> (select count(*) from jsonb_object_keys(a.insights -> 'answers')) $$,
  'each score is the number of answers that counted');
select throws_ok('update private.stage_rules set analyses_min = 1', '23514', null,
  'no rule goes by a single score');

select * from finish();
rollback;
