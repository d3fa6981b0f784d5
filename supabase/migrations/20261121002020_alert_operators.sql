-- What operators do with alert channels: set, try out and remove them; and who reads what was told.

create function private.may_operate(tenant_id uuid) returns boolean
language sql stable security invoker set search_path = '' as $$
  select exists (select from public.operators o where o.tenant_id = may_operate.tenant_id
    and o.auth_id = (select auth.uid()) and o.role <> 'viewer')
$$;
comment on function private.may_operate(uuid) is
  'Whether who is signed in may change what is the tenant''s. Asked within definer functions.';

create function private.set_alert_channel(
  tenant_id uuid, kind text, address text, severity_least text, step text, is_on boolean
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  channel public.alert_channels;
  secret text;
begin
  if not private.may_operate(set_alert_channel.tenant_id) then
    return null;
  end if;
  insert into public.alert_channels as c
    (tenant_id, kind, address, secret_name, severity_least, step, is_on, off_reason)
  values (set_alert_channel.tenant_id, set_alert_channel.kind, set_alert_channel.address,
    case set_alert_channel.kind when 'webhook' then 'alert_channel_' || gen_random_uuid() end,
    set_alert_channel.severity_least, set_alert_channel.step, set_alert_channel.is_on,
    case when not set_alert_channel.is_on then 'by_operator' end)
  on conflict on constraint alert_channels_tenant_id_kind_address_step_key do update
    set severity_least = excluded.severity_least, is_on = excluded.is_on,
      off_reason = excluded.off_reason
  returning c.* into channel;
  if channel.kind = 'webhook' and private.vault_secret(channel.secret_name) is null then
    -- The form of Standard Webhooks: 32 bytes behind a prefix that scanners know.
    secret := 'whsec_' || encode(extensions.gen_random_bytes(32), 'base64');
    perform vault.create_secret(secret, channel.secret_name, 'signs an alert channel''s webhooks');
  end if;
  return jsonb_build_object('id', channel.id, 'secret', secret);
end
$$;
comment on function private.set_alert_channel(uuid, text, text, text, text, boolean) is
  'Definer: nobody signed in writes a table, or reads Vault. Only an operator, and no viewer.';
grant execute on function private.set_alert_channel(uuid, text, text, text, text, boolean)
  to authenticated;

create function public.set_alert_channel(
  tenant_id uuid, kind text, address text, severity_least text default 'warning',
  step text default 'first', is_on boolean default true
) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.set_alert_channel(set_alert_channel.tenant_id, set_alert_channel.kind,
    set_alert_channel.address, set_alert_channel.severity_least, set_alert_channel.step,
    set_alert_channel.is_on)
$$;
comment on function public.set_alert_channel(uuid, text, text, text, text, boolean) is
  'An operator adds a channel, or changes the one with this address: {id, secret}. The secret of a '
  'new webhook is told this once. Null when the tenant is none of theirs.';
grant execute on function public.set_alert_channel(uuid, text, text, text, text, boolean)
  to authenticated;

create function private.remove_alert_channel(channel_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  secret_name text;
begin
  delete from public.alert_channels c
    where c.id = remove_alert_channel.channel_id and private.may_operate(c.tenant_id)
    returning c.secret_name into secret_name;
  if not found then
    return false;
  end if;
  delete from vault.secrets s where s.name = secret_name;
  return true;
end
$$;
comment on function private.remove_alert_channel(uuid) is
  'Definer: nobody signed in writes a table, or reads Vault. Only an operator, and no viewer.';
grant execute on function private.remove_alert_channel(uuid) to authenticated;

create function public.remove_alert_channel(channel_id uuid) returns boolean
language sql security invoker set search_path = '' as $$
  select private.remove_alert_channel(remove_alert_channel.channel_id)
$$;
comment on function public.remove_alert_channel(uuid) is
  'An operator removes a channel, with its secret and the record of what it was told. False: it is '
  'none of theirs.';
grant execute on function public.remove_alert_channel(uuid) to authenticated;

create function private.test_alert_channel(channel_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  channel public.alert_channels;
  alert_id uuid;
  delivery_id uuid;
begin
  select * into channel from public.alert_channels c
    where c.id = test_alert_channel.channel_id and c.is_on and private.may_operate(c.tenant_id)
    for no key update;
  if not found then
    return null;
  end if;
  -- One a minute: a text costs money, and wakes somebody.
  select d.id into delivery_id from public.alert_deliveries d
    join public.alerts a on a.id = d.alert_id and a.kind = 'test'
    where d.channel_id = channel.id and d.created_at > now() - interval '1 minute' limit 1;
  if found then
    return delivery_id;
  end if;
  -- Over as soon as it is raised: no condition keeps it open.
  insert into public.alerts
    (tenant_id, kind, subject, subject_count, announced_at, resolved_at)
  values (channel.tenant_id, 'test', channel.id, 1, now(), now())
  returning id into alert_id;
  insert into public.alert_deliveries (tenant_id, alert_id, channel_id, occasion)
  values (channel.tenant_id, alert_id, channel.id, 'raised')
  returning id into delivery_id;
  return delivery_id;
end
$$;
comment on function private.test_alert_channel(uuid) is
  'Definer: nobody signed in writes a table. Only an operator of its tenant, and no viewer.';
grant execute on function private.test_alert_channel(uuid) to authenticated;

create function public.test_alert_channel(channel_id uuid) returns uuid
language sql security invoker set search_path = '' as $$
  select private.test_alert_channel(test_alert_channel.channel_id)
$$;
comment on function public.test_alert_channel(uuid) is
  'An operator has a channel told of a test; the delivery to look at. At most one a minute. Null '
  'when the channel is off or none of theirs.';
grant execute on function public.test_alert_channel(uuid) to authenticated;
