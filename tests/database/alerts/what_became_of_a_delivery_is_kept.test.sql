begin;
set local search_path = extensions, public;
select plan(7);

select tests.alert_channel('https://hooks.example/a');
do $$ begin
  perform tests.dead_letter('reply');
  perform private.raise_alerts();
end $$;
create temp table held as select * from tests.begin_alert();
create function pg_temp.settle(settled jsonb) returns boolean language sql as $$
  select worker.settle_alert(lease, settled || jsonb_build_object('delivery_id', d.id))
  from held, public.alert_deliveries d
$$;
select is(pg_temp.settle('{"status": "failed", "error": "gone"}'), true, 'it wants no more');
select results_eq('select status, last_error from tests.told', $$ values ('failed', 'gone') $$,
  'so it was not delivered');
select results_eq('select is_on, off_reason from public.alert_channels',
  $$ values (false, 'gone') $$, 'and the channel is off');

do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'done')))
    from held;
  update public.alert_channels set is_on = true, off_reason = null;
  perform tests.discard_letters();
  perform tests.dead_letter('send_sms');
  perform private.raise_alerts();
end $$;
delete from held;
insert into held select * from tests.begin_alert();
select is(worker.settle_alert(lease, jsonb_build_object('status', 'delivered', 'error', null,
  'delivery_id', answer -> 'delivery' ->> 'id')), true, 'another is taken') from held;
select results_eq($$ select d.status, d.delivered_at is not null, d.last_error
  from public.alert_deliveries d join held h on h.answer -> 'delivery' ->> 'id' = d.id::text $$,
  $$ values ('delivered', true, null::text) $$, 'it says when');
select is(worker.begin_alert(lease, (select id from public.agent_tasks where status = 'processing'))
  ->> 'reason', 'over', 'and it is over') from held;
select is_empty($$ select from public.alert_channels where not is_on $$, 'the channel stays on');

select * from finish();
rollback;
