begin;
set local search_path = extensions, public;
select plan(3);

select tests.text_in('SM1', body => 'find me a CRM');
create temp table turn as
  select jsonb_build_array(jsonb_build_object('lease', c -> 'turns' -> 0 -> 'lease', 'outcome',
    'done', 'actions', '[{"type": "request_research", "input": {"need": "a CRM"}},
      {"type": "reply", "input": {"text": "It is on record."}}]'::jsonb)) as turns
  from worker.claim('concierge', 1, now() + interval '10 s') c;

select is(worker.finish(turns) -> 0 ->> 'result', 'finished', 'once') from turn;
select is(worker.finish(turns) -> 0 ->> 'result', 'repeated', 'and once more') from turn;
select results_eq($$ select (select count(*) from public.solution_workflows),
  (select count(*) from public.messages where direction = 'outbound'),
  (select count(*) from tests.told_events()) $$, $$ values (1::bigint, 1::bigint, 1::bigint) $$,
  'one row, one reply, one event');

select * from finish();
rollback;
