begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.die_and_step(more jsonb default '{}') returns text language plpgsql as $$
declare
  here text := (select private.place_of(w) from public.solution_workflows w);
  later timestamptz := now() + interval '1 second';
  dead jsonb;
  late text;
begin
  set constraints all immediate;
  set constraints all deferred;
  dead := worker.claim('solution-saga', 1, later) #> '{turns,0}';
  -- Its isolate is killed: nobody beats the lease, and the sweep gives the step to another.
  update private.leases set expires_at = now() - interval '1 second';
  perform worker.process_tasks_batch();
  update public.agent_tasks set scheduled_for = now()
    where task_type = dead #>> '{tasks,0,task_type}' and status = 'pending';
  update private.lanes set due = now() where lane_key like 'workflow:%' and due is not null;
  perform tests.step(more, later);
  -- What was not dead after all says its word when it is over.
  late := worker.finish(jsonb_build_array(jsonb_build_object('lease', dead -> 'lease',
    'outcome', 'done', 'actions', jsonb_build_array(jsonb_build_object('type', 'take_step',
      'input', jsonb_build_object('step', here) || more)))), later) -> 0 ->> 'result';
  return concat_ws(' ', here, (select private.place_of(w) from public.solution_workflows w), late);
end
$$;
do $$ begin perform tests.expert(1, '{hulls}'), tests.need(); end $$;
select results_eq($$ select pg_temp.die_and_step(m) from (values (1, tests.found()), (2, '{}'),
    (3, '{}')) s (nth, m) order by nth $$, array['research match_innovators late',
  'match_innovators ask_community late', 'ask_community wait late'], 'each step is taken once');
do $$ begin
  perform tests.choose_experts(), tests.answer_of_expert(1), tests.judge_next();
  perform worker.close_expired_community_requests(now() + interval '3 days');
end $$;
select results_eq($$ select pg_temp.die_and_step() from generate_series(1, 3) $$, array[
  'wait evaluate late', 'evaluate recommend late', 'recommend completed late'], 'to the last');
select results_eq('select jsonb_array_length(completed_tasks), jsonb_array_length(conversation_log)
  from public.solution_workflows', $$ values (6, 6) $$, 'and each decided once');
select is((select count(*) from public.community_requests), 1::bigint, 'one question is asked');
select results_eq($$ select event_type from public.events where event_type = 'solution.completed' $$,
  array['solution.completed'], 'it ends once');
select is((select count(*) from public.message_queue where agent_id = 'solution-saga'), 1::bigint,
  'and its member is told once');

select * from finish();
rollback;
