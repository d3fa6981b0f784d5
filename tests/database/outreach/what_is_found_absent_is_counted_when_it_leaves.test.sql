begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('news');
  perform tests.decide();
end $$;
create temp table held as select tests.send_lease(tests.noon()) as lease;
create function pg_temp.begin_at(clock text) returns boolean language sql as $$
  select (worker.begin_send(lease, t.id, '{"index": 0, "count": 1, "body": "news",
    "encoding": "GSM-7", "segments": 1, "country": "US"}', null, tests.noon(0, clock))
    ->> 'ok')::boolean from held join public.agent_tasks t on t.lease_token = lease
$$;
create function pg_temp.settle(kind text) returns jsonb language sql as $$
  select worker.settle_send(lease, jsonb_build_object('part_id', p.id, 'kind', settle.kind,
    'deadline_seconds', 15)) from held, public.message_parts p
$$;
create temp view slots as select slots_at from public.user_message_budget;
do $$ begin
  perform pg_temp.begin_at('12:00');
  perform pg_temp.settle('unknown');
  update public.message_parts set sending_at = clock_timestamp() - interval '76 seconds';
end $$;

select results_eq('select * from slots', $$ values (array[tests.noon()]) $$, 'in doubt it counts');
do $$ begin perform pg_temp.settle('absent'); end $$;
select results_eq('select * from slots', $$ values ('{}'::timestamptz[]) $$,
  'what never left does not');
do $$ begin perform pg_temp.begin_at('12:02'); end $$;
select results_eq('select * from slots', $$ values (array[tests.noon(0, '12:02')]) $$,
  'and does when it leaves after all');

select * from finish();
rollback;
