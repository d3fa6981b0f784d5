begin;
set local search_path = extensions, public;
select plan(5);

create view pg_temp.hops as select max(t.hop) as most from public.agent_tasks t
  where t.lane_key like 'workflow:%' or t.lane_key like 'request:%';
do $$ begin
  perform tests.expert(1, '{hulls}'), tests.need();
  perform tests.step(tests.found()), tests.step(), tests.step();
  perform tests.choose_experts();
  perform worker.close_expired_community_requests(now() + interval '3 days');
  perform tests.step(), tests.step(), tests.step();
end $$;
select is((select private.place_of(w) from public.solution_workflows w), 'completed',
  'from a wish to its end');
select ok((select most from pg_temp.hops) <= private.setting('hop_max') / 2,
  'agents wake one another seldom enough');

delete from public.solution_workflows;
delete from public.agent_tasks;
delete from public.message_queue;
update private.settings set value = 1 where name = 'hop_max';
do $$ begin
  perform tests.need();
  perform tests.step(tests.found()), tests.step(), tests.step();
  perform worker.process_tasks_batch();
end $$;
select results_eq('select distinct reason from public.event_dead_letters', array['hop_limit'],
  'with less leave they are stopped');
do $$ begin
  for n in 1..3 loop
    perform worker.close_overdue_solutions(now() + interval '4 days');
    update public.solution_workflows set last_decision_at = now() - interval '10 days';
  end loop;
end $$;
select is((select private.place_of(w) from public.solution_workflows w), 'completed',
  'the clock ends what they began');
select is((select count(*) from public.message_queue where agent_id = 'solution-saga'), 1::bigint,
  'and its member is told, once');

select * from finish();
rollback;
