begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.compose(outcome text) returns void language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease',
    worker.claim('concierge', 1, tests.noon()) -> 'turns' -> 0 ->> 'lease', 'outcome', outcome,
    'actions', '[]'::jsonb, 'error', '{"code": "broken", "message": "for good"}'::jsonb)))
$$;
do $$ begin
  perform tests.consented();
  perform tests.queue_text('draft', ', requires_fresh_context', ', true')
    from generate_series(1, 2);
  perform tests.decide();
end $$;

select results_eq($$ select status, reason from tests.queued $$,
  $$ values ('approved', 'being_composed'), ('approved', 'being_composed') $$, 'it is asked to');
do $$ begin perform pg_temp.compose('done'); end $$;
select is(count(*) filter (where status = 'failed' and reason = 'not_composed'), 1::bigint,
  'a turn that says nothing') from tests.queued;
do $$ begin perform worker.cancel_task(id, 'not wanted') from public.agent_tasks
  where status = 'pending'; end $$;
select is(count(*) filter (where status = 'cancelled' and reason = 'cancelled'), 1::bigint,
  'an operator who cancels it') from tests.queued;
do $$ begin
  perform tests.queue_text('draft', ', requires_fresh_context', ', true');
  perform tests.decide();
  perform pg_temp.compose('failed');
end $$;
select is(count(*) filter (where status = 'failed' and reason = 'not_composed'), 2::bigint,
  'and one that dies') from tests.queued;

select * from finish();
rollback;
