begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('long');
  perform tests.decide(tests.noon(0, '20:54'));
end $$;
create temp table held as select tests.send_lease(tests.noon(0, '20:54')) as lease;
create function pg_temp.begin_part(index integer, clock text, settled jsonb default null)
returns jsonb language sql as $$
  select worker.begin_send(h.lease, t.id, jsonb_build_object('index', index, 'count', 2, 'body',
    'part ' || index, 'encoding', 'GSM-7', 'segments', 1, 'country', 'US'), settled,
    tests.noon(0, clock))
  from held h join public.agent_tasks t on t.lease_token = h.lease
$$;
create temp table first as select pg_temp.begin_part(0, '20:54') as answer;

select is(answer -> 'validity_seconds', '340', 'a text of two parts begins in time') from first;
select is(pg_temp.begin_part(1, '21:01', jsonb_build_object('kind', 'accepted', 'sid', 'SM1',
  'part_id', answer -> 'part_id')) ->> 'reason', 'expired',
  'its second, which a pause has held up, does not leave at night') from first;
select results_eq('select status, reason from tests.queued', $$ values ('expired', 'expired') $$,
  'and its place in the queue says so');
select is(cardinality(slots_at), 1, 'half of it has left') from public.user_message_budget;

select * from finish();
rollback;
