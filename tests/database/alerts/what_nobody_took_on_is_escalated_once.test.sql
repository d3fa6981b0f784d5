begin;
set local search_path = extensions, public;
select plan(7);

select tests.alert_channel('ops@yacht.example');
select tests.alert_channel('+14155550188', 'escalation');
do $$ begin
  perform tests.late_lane();
  perform tests.dead_letter('reply');
  perform private.raise_alerts('2030-01-01 12:00Z');
end $$;
create temp view on_call as
  select kind, occasion from tests.told where address = '+14155550188' order by 2;

select is(private.escalate_alerts('2030-01-01 12:14:59Z'), 0, 'not before its time');
select is(private.escalate_alerts('2030-01-01 12:15Z'), 1, 'what is critical, and nothing else');
select results_eq('table on_call', $$ values ('work_waits', 'escalated') $$,
  'the second step is told');
select is(private.escalate_alerts('2030-01-01 12:40Z'), 0, 'once');
do $$ begin
  delete from private.lanes where lane_key = 'late';
  perform private.raise_alerts('2030-01-01 12:41Z');
  perform tests.late_lane();
  perform private.raise_alerts('2030-01-01 12:42Z');
end $$;
select is(private.escalate_alerts('2030-01-01 13:00Z'), 0, 'not again when it comes and goes');
update public.alerts set acknowledged_at = now() where resolved_at is null;
select is(private.escalate_alerts('2030-01-01 18:00Z'), 0, 'nor when somebody has taken it on');
select results_eq('table on_call',
  $$ values ('work_waits', 'escalated'), ('work_waits', 'resolved') $$,
  'who was told that it began is told that it is over');

select * from finish();
rollback;
