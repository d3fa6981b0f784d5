begin;
set local search_path = extensions, public;
select plan(7);

create view pg_temp.lane as select t.task_type, t.status from public.agent_tasks t
  where t.lane_key like 'workflow:%' order by t.seq;
do $$ begin perform tests.need(); end $$;
select is(tests.step(tests.found()), 'match_innovators', 'a step');
do $$ begin
  -- Its worker was restarted and never heard that it had ended: the same task runs again.
  insert into public.agent_tasks (tenant_id, task_type, user_id, context_id, context_type,
      scheduled_for, context_json)
    select w.tenant_id, 'research_solution', w.user_id, w.id, 'solution_workflow', now(),
      jsonb_build_object('workflow_id', w.id, 'user_id', w.user_id)
    from public.solution_workflows w;
end $$;
select is(tests.step(), 'ask_community', 'the next one');
select is(tests.work('solution-saga', 'take_step', tests.found() || '{"step": "research"}') ->> 'step',
  'over', 'the first again: it is told that it is over');
select is((select private.place_of(w) from public.solution_workflows w), 'ask_community',
  'and changes nothing');
select is((select jsonb_array_length(completed_tasks) from public.solution_workflows), 2,
  'two steps were taken');
do $$ begin
  perform tests.turn('no longer', 'close_item', '{"handle": "w1"}');
  perform tests.work('solution-saga', 'take_step', '{"step": "ask_community"}');
end $$;
select is_empty('select from public.community_requests', 'cancelled, it asks nobody');
select results_eq('select distinct status from pg_temp.lane', array['completed'], 'and is at rest');

select * from finish();
rollback;
