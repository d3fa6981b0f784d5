begin;
set local search_path = extensions, public;
select plan(6);

insert into public.users (id, tenant_id, phone_number) values
  ('20000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000003', '+14155550199');
insert into public.conversations (id, tenant_id, user_id, channel)
  select ('c0000000-0000-4000-8000-00000000000' || n)::uuid, tenant_id, id, 'web'
  from public.users, generate_series(1, 2) n where id = '20000000-0000-4000-8000-000000000001';
create function pg_temp.say(n integer, texts integer) returns void language sql as $$
  insert into public.messages (conversation_id, role, direction, content)
    select ('c0000000-0000-4000-8000-00000000000' || n)::uuid, 'user', 'inbound', 'hi'
    from generate_series(1, texts);
  set constraints all immediate;
$$;
create temp view asked as select * from public.agent_tasks where task_type = 'analysis_job';
create function pg_temp.asked() returns bigint language sql as 'select count(*) from asked';

do $$ begin
  perform pg_temp.say(1, 14);
  perform pg_temp.say(2, 10);
end $$;
select is(pg_temp.asked(), 0::bigint, 'twenty-four, over both conversations, ask for nothing');
do $$ begin perform pg_temp.say(1, 1); end $$;
select is(pg_temp.asked(), 1::bigint, 'the twenty-fifth asks');
select results_eq('select user_id::text, lane_key, context_json, created_by from asked', $$
  values ('20000000-0000-4000-8000-000000000001',
    'analysis:20000000-0000-4000-8000-000000000001',
    '{"user_id": "20000000-0000-4000-8000-000000000001"}'::jsonb, 'analysis_queue_trigger')
$$, 'in a lane of the person''s own');
do $$ begin perform pg_temp.say(2, 24); end $$;
select is(pg_temp.asked(), 1::bigint, 'twenty-four more do not');
do $$ begin perform pg_temp.say(2, 1); end $$;
select is(pg_temp.asked(), 2::bigint, 'the fiftieth asks again');
do $$ begin perform pg_temp.say(1, 75); end $$;
select is(pg_temp.asked(), 5::bigint, 'seventy-five at once ask three times');

select * from finish();
rollback;
