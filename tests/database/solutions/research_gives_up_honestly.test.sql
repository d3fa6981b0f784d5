begin;
set local search_path = extensions, public;
select plan(8);

create view pg_temp.told as select q.message_data ->> 'text' as words
  from public.message_queue q where q.agent_id = 'solution-saga';
do $$ begin perform tests.need(); end $$;
select is(worker.close_overdue_solutions(now() + interval '2 days'), 0, 'it has its time');
select is(worker.close_overdue_solutions(now() + interval '4 days'), 1, 'its time is over');
select is((select private.place_of(w) from public.solution_workflows w), 'evaluate',
  'what there is is judged');
update public.solution_workflows set last_decision_at = now() - interval '10 days';
select is(worker.close_overdue_solutions(now() + interval '4 days'), 1, 'nobody could judge it');
update public.solution_workflows set last_decision_at = now() - interval '10 days';
select is(worker.close_overdue_solutions(now() + interval '4 days'), 1, 'nor anything else');
select is((select private.place_of(w) from public.solution_workflows w), 'completed', 'it is over');
select matches((select words from pg_temp.told),
  'I found no answer that I would vouch for. What there is: nothing yet', 'and says so');

delete from public.message_queue;
delete from public.solution_workflows;
delete from public.agent_tasks;
do $$ begin
  perform tests.need();
  perform tests.step(tests.found(offline => true)), tests.step(), tests.step();
  perform worker.close_expired_community_requests(now() + interval '3 days');
  perform tests.step(), tests.step(jsonb_build_object('judgement', jsonb_build_object(
    'good_enough', false, 'recommendation', 'Samples.', 'picks', '[]'::jsonb, 'why', 'none')));
  perform tests.step();
end $$;
select matches((select words from pg_temp.told), 'From offline samples, not from the web: I found no',
  'what was not looked up is never passed off as research');

select * from finish();
rollback;
