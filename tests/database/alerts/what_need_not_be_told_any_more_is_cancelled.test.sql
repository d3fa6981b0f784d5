begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.told_when(address text, change text) returns text
language plpgsql as $$
begin
  perform tests.alert_channel(told_when.address, 'escalation');
  perform tests.late_lane();
  perform private.raise_alerts('2030-01-01 12:00Z');
  perform private.escalate_alerts('2030-01-01 12:15Z');
  execute change;
  perform tests.begin_alert();
  return (select status || ' ' || last_error from tests.told);
end
$$;
create function pg_temp.told_when_alone(address text, change text) returns text
language plpgsql as $$
declare
  answer text;
begin
  -- In a block that is undone.
  begin
    answer := pg_temp.told_when(address, change);
    raise exception using errcode = 'YP999';
  exception when sqlstate 'YP999' then
    return answer;
  end;
end
$$;

select is(pg_temp.told_when_alone('a@yacht.example',
  'update public.alerts set acknowledged_at = now()'),
  'cancelled acknowledged', 'somebody took it on');
select is(pg_temp.told_when_alone('a@yacht.example',
  'update public.alerts set resolved_at = last_seen_at'),
  'cancelled resolved', 'it is over');
select is(pg_temp.told_when_alone('a@yacht.example',
  'update public.alert_channels set is_on = false, off_reason = ''by_operator'''),
  'cancelled channel_off', 'the channel was turned off');
select is(pg_temp.told_when_alone('+14155550111', $$ insert into public.consent_events
  (tenant_id, user_id, kind, source) select tenant_id, id, 'opt_out', 'keyword'
  from public.users $$), 'cancelled opted_out', 'who is on call texted STOP');

select * from finish();
rollback;
