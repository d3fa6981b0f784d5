begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.need(); end $$;
set constraints all immediate;
set constraints all deferred;
do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', worker.claim('solution-saga', 1,
    now() + interval '1 second') #> '{turns,0,lease}', 'outcome', 'failed', 'actions', '[]'::jsonb,
    'error', '{"code": "x", "message": "y"}'::jsonb)));
end $$;
select results_eq('select task_type from public.event_dead_letters', array['research_solution'],
  'its letter tells');
select is((select private.place_of(w) from public.solution_workflows w), 'match_innovators',
  'and research goes on');
select matches((select conversation_log ->> 0 from public.solution_workflows), 'given up',
  'which is on record');

select * from finish();
rollback;
