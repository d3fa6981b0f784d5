begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.coached_person();
  perform tests.say(1, 25);
end $$;
create temp table first_turn as select tests.claim_analysis() as said;
-- Its lease is lost, the task is claimed again, and the first worker comes late.
do $$ begin
  update private.leases set expires_at = '-infinity';
  perform worker.process_tasks_batch(now() + interval '1 hour');
  update public.agent_tasks set scheduled_for = now() where task_type = 'analysis_job';
  perform private.settle_lanes(touched => array_agg(lane_key)) from private.lanes;
end $$;
create temp table second_turn as select tests.claim_analysis() as said;
select is((select jsonb_array_length(said #> '{context,messages}') from second_turn), 25,
  'who takes it over sees the same texts');
select is((select tests.finish_analysis(said, tests.yeses(0)) from second_turn), 'finished', 'and ends it');
select is((select tests.finish_analysis(said, tests.yeses(0)) from first_turn), 'late',
  'who comes late changes nothing');
insert into public.agent_tasks (tenant_id, user_id, task_type, scheduled_for, context_json)
  select tenant_id, user_id, 'analysis_job', now(), context_json from public.agent_tasks
  where task_type = 'analysis_job';
select is((select tests.claim_analysis() #> '{context,messages}'), '[]'::jsonb,
  'played again, it finds nothing to look at');
select throws_ok($$ insert into public.analysis_results (tenant_id, user_id, analysis_type,
  chat_score, message_range) select tenant_id, user_id, analysis_type, 14, message_range
  from public.analysis_results where analysis_type = 'chat_scoring' $$, '23505', null,
  'and no second score of the same texts can be stored');

select * from finish();
rollback;
