-- Who of the operators may see and end a crisis, and the record of who did.

create table public.crisis_access (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  crisis_event_id uuid not null,
  operator_auth_id uuid references auth.users (id) on delete set null,
  action text not null
    constraint action_is_known check (action in ('read', 'acknowledge', 'resolve')),
  reason text not null
    constraint reason_is_known check (reason in
      ('alert', 'follow_up', 'quality', 'asked_by_person', 'legal')),
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.crisis_access is
  'Which operator looked at, took on or ended a crisis, when and why. Append-only: it outlives the '
  'crisis and its person, and holds nothing of what was said.';
comment on column public.crisis_access.crisis_event_id is
  'Not a foreign key: the crisis goes with its person, and who looked is still to be known.';
create index crisis_access_by_tenant on public.crisis_access (tenant_id, created_at desc);
create index crisis_access_by_operator on public.crisis_access (operator_auth_id)
  where operator_auth_id is not null;
create function private.keep_access() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  -- An operator's sign-in may be erased, and then it is nobody's.
  if to_jsonb(new) - 'operator_auth_id' is distinct from to_jsonb(old) - 'operator_auth_id'
    or new.operator_auth_id is not null then
    raise exception 'crisis_access is append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
comment on function private.keep_access() is 'Nobody changes who looked at a crisis.';
create trigger crisis_access_is_append_only before update on public.crisis_access
  for each row execute function private.keep_access();
create trigger crisis_access_outlives_all_but_its_tenant before delete on public.crisis_access
  for each row execute function private.refuse_erasure('public.tenants', 'tenant_id');

create function private.access_crisis(crisis_id uuid, action text, reason text)
returns public.crisis_events
language plpgsql security definer set search_path = '' as $$
declare
  crisis public.crisis_events;
begin
  select * into crisis from public.crisis_events c
    where c.id = access_crisis.crisis_id and private.may_operate(c.tenant_id);
  if found then
    insert into public.crisis_access
      (tenant_id, crisis_event_id, operator_auth_id, action, reason)
    values (crisis.tenant_id, crisis.id, (select auth.uid()), access_crisis.action,
      access_crisis.reason);
  end if;
  return crisis;
end
$$;
comment on function private.access_crisis(uuid, text, text) is
  'The crisis, if it is an operator''s of its tenant who asks, and no viewer; and that they did is '
  'on record. Definer: nobody signed in reads these rows or writes that table.';

create function private.with_repeats(crisis public.crisis_events) returns uuid[]
language sql stable security invoker set search_path = '' as $$
  select array(select c.id from public.crisis_events c
    where c.tenant_id = crisis.tenant_id and (c.id = crisis.id or c.repeats_id = crisis.id))
$$;
comment on function private.with_repeats(public.crisis_events) is
  'A crisis, and those that only say it again: they are taken on and ended together.';

create function private.read_crisis(crisis_id uuid, reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  crisis public.crisis_events := private.access_crisis(read_crisis.crisis_id, 'read', reason);
begin
  if crisis.id is null then
    return null;
  end if;
  return (
    select to_jsonb(crisis) - array['tenant_id', 'repeats_id'] || jsonb_build_object(
      'conversation_id', m.conversation_id, 'content', m.content,
      'list_version', m.screen -> 'version',
      'repeats', (select coalesce(jsonb_agg(r.message_id order by r.created_at), '[]')
        from public.crisis_events r
        where r.tenant_id = crisis.tenant_id and r.repeats_id = crisis.id),
      'reviews', (select coalesce(jsonb_agg(a.insights order by a.created_at), '[]')
        from public.analysis_results a
        where a.tenant_id = crisis.tenant_id and a.user_id = crisis.user_id
          and a.analysis_type = 'crisis_review'
          and a.insights ->> 'crisis_event_id' = crisis.id::text))
    from public.messages m where m.id = crisis.message_id);
end
$$;
comment on function private.read_crisis(uuid, text) is
  'Definer: as private.access_crisis, which it asks first.';
grant execute on function private.read_crisis(uuid, text) to authenticated;

create function public.read_crisis(crisis_id uuid, reason text) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.read_crisis(read_crisis.crisis_id, read_crisis.reason)
$$;
comment on function public.read_crisis(uuid, text) is
  'An operator reads a crisis: what was said and found, what was shown, and what became of it. '
  'reason: alert, follow_up, quality, asked_by_person or legal. Who read it, when and why is kept. '
  'Null when it is none of theirs.';
grant execute on function public.read_crisis(uuid, text) to authenticated;

create function private.acknowledge_crisis(crisis_id uuid) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  crisis public.crisis_events;
  home uuid := (select c.tenant_id from public.crisis_events c
    where c.id = acknowledge_crisis.crisis_id and private.may_operate(c.tenant_id));
  taken timestamptz;
begin
  perform private.lock_alerts_of(home, acknowledge_crisis.crisis_id);
  crisis := private.access_crisis(acknowledge_crisis.crisis_id, 'acknowledge', 'alert');
  if crisis.id is null then
    return null;
  end if;
  perform private.lock_crises(private.with_repeats(crisis));
  update public.alerts a set acknowledged_at = now(), acknowledged_by = (select auth.uid())
    where a.tenant_id = crisis.tenant_id and a.subject = crisis.id::text
      and a.kind in ('crisis', 'crisis_watch', 'crisis_unreached')
      and a.resolved_at is null and a.acknowledged_at is null;
  update public.crisis_events c set acknowledged_at = coalesce(c.acknowledged_at, now()),
    acknowledged_by = coalesce(c.acknowledged_by, (select auth.uid())), followup_at = null
    where c.id = any (private.with_repeats(crisis));
  select c.acknowledged_at into taken from public.crisis_events c where c.id = crisis.id;
  return taken;
end
$$;
comment on function private.acknowledge_crisis(uuid) is
  'Definer: nobody signed in writes a table. Only an operator of its tenant, and no viewer.';
grant execute on function private.acknowledge_crisis(uuid) to authenticated;

create function public.acknowledge_crisis(crisis_id uuid) returns timestamptz
language sql security invoker set search_path = '' as $$
  select private.acknowledge_crisis(acknowledge_crisis.crisis_id)
$$;
comment on function public.acknowledge_crisis(uuid) is
  'An operator takes a crisis on: it is not escalated any more, and its person is not asked again '
  'by us. When it was first taken on; null when it is none of theirs.';
grant execute on function public.acknowledge_crisis(uuid) to authenticated;

create function private.resolve_crisis(crisis_id uuid, resolution text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  crisis public.crisis_events;
begin
  if resolve_crisis.resolution = 'lapsed' then
    raise exception 'nobody ends a crisis by letting it lapse'
      using errcode = 'invalid_parameter_value';
  end if;
  crisis := private.access_crisis(resolve_crisis.crisis_id, 'resolve', 'alert');
  if crisis.id is null then
    return false;
  end if;
  perform private.lock_crises(private.with_repeats(crisis));
  update public.crisis_events c set resolution = resolve_crisis.resolution,
    resolution_timestamp = now(), resolved_by = (select auth.uid()), followup_at = null
    where c.resolution_timestamp is null and c.id = any (private.with_repeats(crisis));
  return found;
end
$$;
comment on function private.resolve_crisis(uuid, text) is
  'Definer: nobody signed in writes a table. Only an operator of its tenant, and no viewer.';
grant execute on function private.resolve_crisis(uuid, text) to authenticated;

create function public.resolve_crisis(crisis_id uuid, resolution text) returns boolean
language sql security invoker set search_path = '' as $$
  select private.resolve_crisis(resolve_crisis.crisis_id, resolve_crisis.resolution)
$$;
comment on function public.resolve_crisis(uuid, text) is
  'An operator ends a crisis, with how: safe, in_care, handed_over, false_alarm or unreachable. '
  'Its alert is over within a minute. False: it is over already, or none of theirs.';
grant execute on function public.resolve_crisis(uuid, text) to authenticated;

-- What becomes of its alert becomes of a crisis. ------------------------------------------------

create function private.follow_crisis_alert() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.crisis_events c set
    acknowledged_at = coalesce(c.acknowledged_at, new.acknowledged_at),
    acknowledged_by = coalesce(c.acknowledged_by, new.acknowledged_by),
    escalated_at = coalesce(c.escalated_at, new.escalated_at),
    followup_at = case when new.acknowledged_at is null then c.followup_at end
  where c.tenant_id = new.tenant_id and c.id = new.subject::uuid;
  -- Whoever has come by acknowledge_crisis is on record already.
  insert into public.crisis_access (tenant_id, crisis_event_id, operator_auth_id, action, reason)
    select new.tenant_id, new.subject::uuid, new.acknowledged_by, 'acknowledge', 'alert'
    where old.acknowledged_at is null and new.acknowledged_by is not null
      and not exists (select from public.crisis_access a
        where a.tenant_id = new.tenant_id and a.crisis_event_id = new.subject::uuid
          and a.action = 'acknowledge'
          and a.operator_auth_id = new.acknowledged_by);
  return null;
end
$$;
comment on function private.follow_crisis_alert() is
  'Who acknowledges the alert takes the crisis on, and is on record for it; what is escalated says '
  'so. Definer: nobody signed in writes a table.';
create trigger a_crisis_follows_its_alert
  after update of acknowledged_at, escalated_at on public.alerts
  for each row when (new.kind in ('crisis', 'crisis_watch', 'crisis_unreached')
    and (new.acknowledged_at, new.escalated_at)
      is distinct from (old.acknowledged_at, old.escalated_at))
  execute function private.follow_crisis_alert();

alter table public.crisis_access enable row level security;
grant select on public.crisis_access to authenticated;
create policy "operators read who looked at their tenant's crises" on public.crisis_access
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
