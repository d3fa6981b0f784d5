begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  perform tests.in_crisis('SM1', 'low');
end $$;

select is(worker.finish(jsonb_build_array(jsonb_build_object('lease',
    worker.claim('crisis-review') #> '{turns,0,lease}', 'outcome', 'failed', 'reason', 'bad_shape',
    'actions', '[]'::jsonb))) -> 0 ->> 'result', 'dead', 'no model judges it');
select is((tests.crisis()).severity_level, 'low', 'which lowers nothing');
select is(task_type, 'review_crisis', 'it is kept to be tried again')
  from public.event_dead_letters;
do $$ begin perform private.raise_alerts(); end $$;
select is(subject, 'review_crisis', 'and an operator knows that nobody has looked')
  from public.alerts where kind = 'dead_letters';

select * from finish();
rollback;
