begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.late_lane();
  perform private.raise_alerts('2030-01-01 12:00Z');
end $$;
select is(private.escalate_alerts('2030-01-01 12:15Z'), 1, 'it is escalated');
select results_eq('select kind, announced_at, escalated_at from public.alerts', $$ values
  ('work_waits', '2030-01-01 12:00Z'::timestamptz, '2030-01-01 12:15Z'::timestamptz) $$,
  'as any alert');
select is_empty('select from public.alert_deliveries', 'and nobody is told');

select * from finish();
rollback;
