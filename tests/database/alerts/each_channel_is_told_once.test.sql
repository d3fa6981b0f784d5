begin;
set local search_path = extensions, public;
select plan(6);

select tests.alert_channel(address, step, least) from (values
  ('ops@yacht.example', 'first', 'warning'), ('https://hooks.example/a', 'first', 'info'),
  ('boss@yacht.example', 'first', 'critical'), ('+14155550188', 'escalation', 'info'),
  ('off@yacht.example', 'first', 'info')) c (address, step, least);
update public.alert_channels set is_on = false, off_reason = 'by_operator'
  where address = 'off@yacht.example';
insert into public.alert_channels (tenant_id, kind, address) values
  ('00000000-0000-4000-8000-000000000002', 'email', 'other@harbor.example');
do $$ begin
  perform tests.dead_letter('reply');
  perform private.raise_alerts('2030-01-01 12:00Z');
end $$;
select results_eq('select address, occasion, subject, status from tests.told order by 1', $$ values
  ('https://hooks.example/a', 'raised', 'reply', 'waiting'),
  ('ops@yacht.example', 'raised', 'reply', 'waiting') $$,
  'the first step, as far as it wants to hear of what is this bad');
select results_eq($$ select t.lane_key, t.priority from public.agent_tasks t order by 1 $$,
  $$ select 'upkeep:' || d.channel_id, 'urgent' from public.alert_deliveries d order by 1 $$,
  'a task each, in a lane of its channel');
do $$ begin
  perform tests.dead_letter('reply');
  perform private.raise_alerts('2030-01-01 12:01Z');
end $$;
select is(count(*), 2::bigint, 'that there are more is not told') from tests.told;
do $$ begin
  perform tests.late_lane();
  perform private.raise_alerts('2030-01-01 12:02Z');
end $$;
select set_eq($$ select address from tests.told where kind = 'work_waits' $$,
  array['https://hooks.example/a', 'ops@yacht.example', 'boss@yacht.example'],
  'what is critical is told to all of the first step');
select is(count(*), 5::bigint, 'and nobody is told of the first again') from tests.told;
select throws_ok($$ insert into public.alert_deliveries (tenant_id, alert_id, channel_id, occasion)
  select tenant_id, alert_id, channel_id, occasion from public.alert_deliveries $$, '23505', null,
  'by nobody');

select * from finish();
rollback;
