begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.coached_person(); end $$;
create temp view asked as select * from public.agent_tasks where task_type = 'analysis_job';
create function pg_temp.asked() returns bigint language sql as 'select count(*) from asked';

do $$ begin
  perform tests.say(1, 14);
  perform tests.say(2, 10);
end $$;
select is(pg_temp.asked(), 0::bigint, 'twenty-four, over both conversations, ask for nothing');
do $$ begin perform tests.say(1, 1); end $$;
select is(pg_temp.asked(), 1::bigint, 'the twenty-fifth asks');
select results_eq('select user_id::text, lane_key, context_json - ''message_ids'', created_by
  from asked', $$
  values ('20000000-0000-4000-8000-000000000001',
    'analysis:20000000-0000-4000-8000-000000000001',
    '{"user_id": "20000000-0000-4000-8000-000000000001"}'::jsonb, 'analysis_queue_trigger')
$$, 'in a lane of the person''s own');
do $$ begin perform tests.say(2, 24); end $$;
select is(pg_temp.asked(), 1::bigint, 'twenty-four more do not');
do $$ begin perform tests.say(2, 1); end $$;
select is(pg_temp.asked(), 2::bigint, 'the fiftieth asks again');
do $$ begin perform tests.say(1, 75); end $$;
select is(pg_temp.asked(), 5::bigint, 'seventy-five at once ask three times');

select * from finish();
rollback;
