begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.a_text_out(); end $$;
select throws_ok($$ update public.agent_tasks set lane_key = 'send:another' $$, '23001',
  'a task stays in its lane', 'also before it has its place');
select lives_ok($$ update public.agent_tasks set lane_key = lane_key $$, 'its own is no move');

select * from finish();
rollback;
