begin;
set local search_path = extensions, public;
select plan(5);

select tests.alert_channel('+14155550188');
do $$ begin
  perform tests.dead_letter('reply');
  perform private.raise_alerts();
end $$;
create temp table first as select * from tests.begin_alert();
select is(answer -> 'sender' ->> 'phone_number', '+14155550100', 'it leaves from this number')
  from first;
-- Its worker dies between the commit and the answer of the carrier.
do $$ begin perform worker.process_tasks_batch(now() + interval '3 minutes'); end $$;
create temp table second as select * from tests.begin_alert(now() + interval '1 hour');
select is(answer, '{"ok": false, "reason": "fate_unknown"}', 'it may have left') from second;
select results_eq('select status, last_error from tests.told',
  $$ values ('unknown', 'fate_unknown') $$, 'so it says');
select is(worker.begin_alert(lease, (select id from public.agent_tasks)) ->> 'reason', 'over',
  'and is over') from second;
select is(worker.settle_alert(lease, jsonb_build_object('status', 'delivered', 'delivery_id',
    (select id from public.alert_deliveries))) and status = 'unknown', true,
  'whatever is said of it') from second, tests.told;

select * from finish();
rollback;
