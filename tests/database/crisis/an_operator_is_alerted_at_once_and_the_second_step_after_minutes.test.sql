begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.consented();
  perform tests.alert_channel('desk@yachtparty.example');
  perform tests.alert_channel('+14155550900', 'escalation');
  perform worker.pause_tenant('00000000-0000-4000-8000-000000000001', 'a test');
  perform tests.in_crisis('SM1', at => '2030-01-02 08:00Z');
end $$;

select results_eq('select address, occasion, kind, subject, status from tests.told', $$
  select 'desk@yachtparty.example', 'raised', 'crisis', id::text, 'waiting' from tests.crises
$$, 'with no look of the alerts'' own in between');
select ok((answer ->> 'ok')::boolean, 'although its tenant is paused') from tests.begin_alert();
select is(private.escalate_alerts('2030-01-02 08:14Z'), 0, 'for a quarter of an hour it is theirs');
select is(private.escalate_alerts('2030-01-02 08:15Z'), 1, 'then others are told');
select is((tests.crisis()).escalated_at, '2030-01-02 08:15Z', 'and the crisis says so');
select results_eq($$ select payload from public.events where event_type = 'crisis.escalated' $$,
  $$ select jsonb_build_object('crisis_event_id', id, 'user_id', user_id) from tests.crises $$,
  'and an event');

select * from finish();
rollback;
