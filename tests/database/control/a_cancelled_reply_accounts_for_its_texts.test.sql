begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.text_in('SM1'); end $$;
create temp table reply as select id from public.agent_tasks;

select is(worker.cancel_task((select id from reply), 'asked by phone'), 'cancelled', 'cancelled');
select results_eq('select task_id, unanswered_reason from public.messages',
  $$ values (null::uuid, 'cancelled') $$, 'its text says why nobody answered it');
select results_eq($$ select status, result_json ->> 'reason' from public.agent_tasks $$,
  $$ values ('cancelled', 'asked by phone') $$, 'the task says who wished it');
select is_empty('select from public.events where not processed', 'its event is dealt with');
select results_eq('select due from private.lanes', array[null::timestamptz], 'the lane is free');
select is(worker.cancel_task((select id from reply), 'again'), 'over', 'once');

select * from finish();
rollback;
