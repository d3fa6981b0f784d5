-- Who is told of an alert and how: channels, deliveries, and the RPCs of who delivers.

create table public.alert_channels (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  kind text not null
    constraint kind_is_known check (kind in ('webhook', 'email', 'sms')),
  address text not null
    constraint address_is_bounded check (length(address) between 3 and 1000),
  secret_name text
    constraint secret_is_a_channels_own check (secret_name ~ '^alert_channel_[0-9a-f-]{36}$'),
  severity_least text not null default 'warning'
    constraint severity_least_is_known check (severity_least in ('info', 'warning', 'critical')),
  step text not null default 'first'
    constraint step_is_known check (step in ('first', 'escalation')),
  is_on boolean not null default true,
  off_reason text,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  unique (tenant_id, kind, address, step),
  -- The one http address is that of a stack on one's own machine; elsewhere it is not posted to.
  constraint address_is_of_its_kind check (case kind
    when 'webhook' then address ~ '^(https://[^\s@/?#]+|http://127\.0\.0\.1(:\d+)?)([/?]\S*)?$'
    when 'email' then address ~ '^[^\s@,;:<>"()\\]+@[^\s@,;:<>"()\\]+\.[^\s@,;:<>"()\\]+$'
    when 'sms' then address ~ '^\+[1-9][0-9]{6,14}$'
    else false end),
  constraint webhooks_alone_are_signed check ((kind = 'webhook') = (secret_name is not null)),
  constraint off_for_a_reason check (is_on = (off_reason is null))
);
comment on table public.alert_channels is
  'How a tenant is told of its alerts: a webhook, an email address or an on-call number.';
comment on column public.alert_channels.step is
  'first: told at once; escalation: told of what is critical and nobody acknowledged in time.';
comment on column public.alert_channels.secret_name is
  'The name of the Vault secret that signs its webhooks.';
comment on column public.alert_channels.off_reason is
  'by_operator, or gone: the webhook answered that it wants no more (410).';

create table public.alert_deliveries (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  alert_id uuid not null,
  channel_id uuid not null,
  occasion text not null
    constraint occasion_is_known check (occasion in ('raised', 'escalated', 'resolved')),
  nth integer not null default 1
    constraint nth_counts_from_one check (nth >= 1),
  status text not null default 'waiting'
    constraint status_is_known check (status in
      ('waiting', 'sending', 'delivered', 'failed', 'unknown', 'cancelled')),
  attempts integer not null default 0
    constraint attempts_is_not_negative check (attempts >= 0),
  last_error text,
  lease_token uuid,
  created_at timestamptz not null default clock_timestamp(),
  delivered_at timestamptz,
  unique (alert_id, channel_id, occasion, nth),
  foreign key (tenant_id, alert_id) references public.alerts (tenant_id, id) on delete cascade,
  foreign key (tenant_id, channel_id)
    references public.alert_channels (tenant_id, id) on delete cascade,
  constraint delivered_at_matches_status
    check ((delivered_at is not null) = (status = 'delivered')),
  constraint sending_was_begun_by_someone
    check (status <> 'sending' or (lease_token is not null and attempts > 0)),
  constraint cancelled_says_why check (status <> 'cancelled' or last_error is not null)
);
comment on table public.alert_deliveries is
  'One channel told of one alert on one occasion: at most one row, so that nobody is told twice.';
comment on column public.alert_deliveries.nth is
  'Which escalation of its alert this is; other occasions come once.';
comment on column public.alert_deliveries.status is
  'unknown: a text that may have left, and is not sent again; cancelled: not needed any more.';
comment on column public.alert_deliveries.last_error is
  'A code: never an address, never an answer.';
comment on column public.alert_deliveries.lease_token is
  'Engine-made: the lease under which it was begun last. Leases are deleted when they end.';
create index alert_deliveries_by_channel on public.alert_deliveries (channel_id, created_at);

create function private.queue_delivery() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  -- A lane a channel: a webhook that is dead holds up nobody but itself.
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by)
  select new.tenant_id, k.task_type, k.agent_type, new.channel_id, 'alert_channel', now(),
    k.priority, k.max_retries, jsonb_build_object('delivery_id', new.id), 'alerts'
  from private.task_types k where k.task_type = 'deliver_alert';
  return null;
end
$$;
comment on function private.queue_delivery() is 'Each delivery is one task in its channel''s lane.';
create trigger deliveries_are_made after insert on public.alert_deliveries
  for each row execute function private.queue_delivery();

create function private.severity_rank(severity text) returns integer
language sql immutable security invoker set search_path = '' as $$
  select array_position(array['info', 'warning', 'critical'], severity_rank.severity)
$$;
comment on function private.severity_rank(text) is 'How bad: 1 info, 2 warning, 3 critical.';

create function private.tell_channels(alert_ids uuid[], occasion text) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.alert_deliveries (tenant_id, alert_id, channel_id, occasion, nth)
  select a.tenant_id, a.id, c.id, tell_channels.occasion,
    case tell_channels.occasion when 'escalated' then a.escalations_count else 1 end
  from public.alerts a
  join private.alert_kinds k on k.kind = a.kind
  join public.alert_channels c on c.tenant_id = a.tenant_id and c.is_on
    and private.severity_rank(k.severity) >= private.severity_rank(c.severity_least)
  where a.id = any (tell_channels.alert_ids)
    and case tell_channels.occasion
      when 'raised' then c.step = 'first'
      -- Also a tenant of which nobody is the second step.
      when 'escalated' then c.step = 'escalation' or k.is_insistent
      -- That it is over interests whoever was told that it began.
      else exists (select from public.alert_deliveries d where d.alert_id = a.id
        and d.channel_id = c.id and d.status not in ('failed', 'cancelled')) end
  order by a.id, c.id
  on conflict on constraint alert_deliveries_alert_id_channel_id_occasion_nth_key do nothing;
end
$$;
comment on function private.tell_channels(uuid[], text) is
  'Queues a delivery to each channel that these alerts concern; none for a tenant that has none.';

-- The function that delivers. -------------------------------------------------------------------

create function private.delivery_view(
  delivery public.alert_deliveries, channel public.alert_channels
) returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object('ok', true,
    'delivery', jsonb_build_object('id', delivery.id, 'occasion', delivery.occasion,
      'attempt', delivery.attempts),
    'channel', jsonb_build_object('kind', channel.kind, 'address', channel.address,
      'secret', private.vault_secret(channel.secret_name)),
    'alert', jsonb_build_object('id', a.id, 'kind', a.kind, 'severity', k.severity,
      'description', k.description, 'subject', a.subject, 'count', a.subject_count,
      'raised_at', a.raised_at, 'acknowledged_at', a.acknowledged_at,
      'escalated_at', a.escalated_at, 'resolved_at', a.resolved_at),
    'tenant', jsonb_build_object('id', t.id, 'name', t.name),
    'sender', (select jsonb_build_object('id', s.id, 'phone_number', s.phone_number,
        'messaging_service_sid', s.messaging_service_sid)
      from public.senders s where s.tenant_id = t.id and s.paused_at is null
        and channel.kind = 'sms' order by s.created_at, s.id limit 1))
  from public.alerts a
  join private.alert_kinds k on k.kind = a.kind
  join public.tenants t on t.id = a.tenant_id
  where a.id = delivery.alert_id
$$;
comment on function private.delivery_view(public.alert_deliveries, public.alert_channels) is
  'What whoever delivers must know. No number and no word of a member is in an alert.';

create function private.reason_not_to_tell(
  delivery public.alert_deliveries, channel public.alert_channels
) returns text
language sql stable security invoker set search_path = '' as $$
  select case
    when not channel.is_on then 'channel_off'
    when delivery.occasion = 'escalated' and a.acknowledged_at is not null then 'acknowledged'
    when delivery.occasion = 'escalated' and a.resolved_at is not null then 'resolved'
    when channel.kind = 'sms' and exists (select from public.users u
      where u.tenant_id = channel.tenant_id and u.phone_number = channel.address
        and u.opted_out_at is not null) then 'opted_out'
    end
  from public.alerts a where a.id = delivery.alert_id
$$;
comment on function private.reason_not_to_tell(
  public.alert_deliveries, public.alert_channels) is
  'Why a delivery that waits is not needed any more, or must not be made; null: it is.';

create function worker.begin_alert(lease uuid, task_id uuid) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  held private.leases;
  delivery public.alert_deliveries;
  channel public.alert_channels;
  reason text;
begin
  select * into held from private.leases l where l.token = begin_alert.lease for no key update;
  if not found then
    return jsonb_build_object('ok', false, 'reason', 'lease_lost');
  end if;
  select d.* into delivery from public.agent_tasks t
    join public.alert_deliveries d on d.id = (t.context_json ->> 'delivery_id')::uuid
    where t.id = begin_alert.task_id and t.lease_token = held.token and t.status = 'processing'
    for no key update of d;
  if not found or delivery.status in ('delivered', 'unknown', 'cancelled') then
    return jsonb_build_object('ok', false, 'reason', 'over');
  end if;
  select * into channel from public.alert_channels c where c.id = delivery.channel_id;
  reason := case when delivery.status = 'sending' and channel.kind = 'sms'
    and delivery.lease_token <> held.token then 'fate_unknown'
    else private.reason_not_to_tell(delivery, channel) end;
  if reason is not null then
    update public.alert_deliveries d set last_error = reason,
      status = case reason when 'fate_unknown' then 'unknown' else 'cancelled' end
      where d.id = delivery.id;
    return jsonb_build_object('ok', false, 'reason', reason);
  end if;
  update public.alert_deliveries d set status = 'sending', lease_token = held.token,
    attempts = d.attempts
      + case when d.status = 'sending' and d.lease_token = held.token then 0 else 1 end
    where d.id = delivery.id returning d.* into delivery;
  return private.delivery_view(delivery, channel);
end
$$;
comment on function worker.begin_alert(uuid, uuid) is
  'The last look before an alert is told: {ok: true, delivery, channel, alert, tenant, sender}, '
  'and it is ''sending''; or {ok: false, reason}: lease_lost, over, or why it is not to be made. '
  'A text found in ''sending'' under another lease may have left, and is not sent again; a webhook '
  'and an email are, under the same id.';

create function worker.settle_alert(lease uuid, settled jsonb) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  word text := settled ->> 'status';
begin
  perform 1 from private.leases l where l.token = settle_alert.lease for no key update;
  if not found then
    return false;
  end if;
  -- The channel before its delivery, as whoever removes a channel locks them.
  update public.alert_channels c set is_on = false, off_reason = 'gone'
    from public.alert_deliveries d
    where settled ->> 'error' = 'gone' and c.is_on and c.id = d.channel_id
      and d.id = (settled ->> 'delivery_id')::uuid and d.lease_token = settle_alert.lease;
  update public.alert_deliveries d set status = word, last_error = settled ->> 'error',
    delivered_at = case word when 'delivered' then clock_timestamp() end
    where d.id = (settled ->> 'delivery_id')::uuid
      and d.lease_token = settle_alert.lease and d.status = 'sending';
  return true;
end
$$;
comment on function worker.settle_alert(uuid, jsonb) is
  'What became of a delivery under this lease: {delivery_id, status waiting|delivered|failed|'
  'unknown, error}. gone turns its channel off. False: the lease was lost.';

create function private.end_delivery(delivery_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.alert_deliveries d set last_error = coalesce(d.last_error, 'given_up'),
    status = case when d.status = 'sending' and c.kind = 'sms' then 'unknown' else 'failed' end
  from public.alert_channels c
  where d.id = end_delivery.delivery_id and c.id = d.channel_id
    and d.status in ('waiting', 'sending');
end
$$;
comment on function private.end_delivery(uuid) is
  'Its task is out of tries. A text that was begun may have left.';

alter table public.alert_channels enable row level security;
alter table public.alert_deliveries enable row level security;
grant select
  (id, tenant_id, kind, address, severity_least, step, is_on, off_reason, created_at)
  on public.alert_channels to authenticated;
grant select on public.alert_deliveries to authenticated;
create policy "operators read their tenant's alert channels" on public.alert_channels
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
create policy "operators read their tenant's alert deliveries" on public.alert_deliveries
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
