begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin
  perform tests.consented();
  perform tests.alert_channel('desk@yachtparty.example');
  perform tests.in_crisis('SM1', 'high');
end $$;
select is(private.escalate_alerts(now() + interval '15 minutes'), 1, 'they were told twice');
update public.alerts set acknowledged_at = now();
select is(tests.review('critical'), 'finished', 'a review finds more than was taken on');
select results_eq($$ select acknowledged_at is null, resolved_at is null from public.alerts
  where kind = 'crisis' order by acknowledged_at $$, $$ values (false, false), (true, true) $$,
  'which is an alert of its own');
select results_eq($$ select occasion, count(*) from tests.told group by 1 order by 1 $$,
  $$ values ('escalated', 1::bigint), ('raised', 2) $$, 'and told at once');
select is(private.escalate_alerts(now() + interval '15 minutes'), 1,
  'and again until somebody comes');
select is((tests.crisis()).followup_at, null, 'we ask nothing of whom an operator has taken on');

update public.alerts set acknowledged_at = now() where resolved_at is null;
do $$ begin perform tests.in_crisis('SM2', 'high', 'abuse'); end $$;
select is(tests.review('high'), 'finished', 'what is no worse');
select is((select count(*)::integer from public.alerts where kind = 'crisis'), 3, 'changes nothing');

select * from finish();
rollback;
