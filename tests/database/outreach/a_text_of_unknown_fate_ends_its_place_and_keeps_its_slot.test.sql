begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 1;
  perform tests.queue_text(words) from unnest(array['one', 'two']) words;
  perform tests.decide();
end $$;
create temp table held as select tests.send_lease(tests.noon()) as lease;
do $$ begin
  perform worker.settle_send(lease, jsonb_build_object('kind', kind, 'part_id',
      worker.begin_send(lease, t.id, '{"index": 0, "count": 1, "body": "one",
        "encoding": "GSM-7", "segments": 1}', null, tests.noon()) -> 'part_id'))
    from pg_temp.held, public.agent_tasks t, unnest(array['unknown']) kind
    where t.lease_token = lease;
  perform worker.settle_send(lease, jsonb_build_object('kind', 'abandoned', 'part_id', p.id))
    from pg_temp.held, public.message_parts p;
end $$;

select results_eq($$ select words, status, reason from tests.queued where words = 'one' $$,
  $$ values ('one', 'failed', 'fate_unknown') $$, 'its place in the queue has ended, and says why');
select is((select cardinality(slots_at) from public.user_message_budget), 1, 'it may have left');
select is(tests.deliver(tests.noon(0, '12:59')), null, 'so that the next one waits');
do $$ begin
  perform worker.receive_status('AC00000000000000000000000000000001', 'SM1', 'delivered', null, id)
    from public.message_parts;
end $$;
select results_eq($$ select status, reason from tests.queued where words = 'one' $$,
  $$ values ('sent', null) $$, 'late news of it is heeded');

select * from finish();
rollback;
