-- What somebody should look at: found from the state of things, one open alert a subject.

create table private.alert_kinds (
  kind text primary key,
  severity text not null
    constraint severity_is_known check (severity in ('info', 'warning', 'critical')),
  description text not null
);
comment on table private.alert_kinds is 'What there are alerts about, and how bad each is.';
insert into private.alert_kinds (kind, severity, description) values
  ('dead_letters', 'warning', 'work that will not be tried again by itself; replay or discard it'),
  ('texts_given_up', 'warning', 'texts whose fate the carrier never told, in the last day'),
  ('work_waits', 'critical', 'work has been due for over ten minutes'),
  ('lane_set_aside', 'critical', 'a lane raised errors in the sweep and waits for somebody'),
  ('rows_without_a_month', 'critical', 'rows in a default partition: make_partitions is late'),
  ('credit_drift', 'critical', 'a balance that moved in the last day is not the sum of its ledger');

create table public.alerts (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  kind text not null references private.alert_kinds (kind),
  subject text not null default '',
  subject_count bigint not null constraint subject_count_is_positive check (subject_count > 0),
  raised_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  acknowledged_at timestamptz,
  acknowledged_by uuid references auth.users (id) on delete set null,
  escalated_at timestamptz,
  resolved_at timestamptz,
  constraint acknowledged_by_somebody_at_some_time
    check (acknowledged_by is null or acknowledged_at is not null),
  constraint last_seen_after_it_was_raised check (last_seen_at >= raised_at),
  constraint resolved_after_it_was_raised check (resolved_at >= raised_at)
);
comment on table public.alerts is
  'A condition that stands or stood, per tenant: one open row a kind and subject.';
comment on column public.alerts.subject is 'Which of its kind: a task type, a function, a table.';
comment on column public.alerts.subject_count is 'How many there were when it was last seen.';
create unique index one_open_alert_a_subject on public.alerts (tenant_id, kind, subject)
  where resolved_at is null;
create index alerts_by_time on public.alerts (tenant_id, raised_at desc);
create index alerts_by_kind on public.alerts (kind);
create index alerts_by_acknowledger on public.alerts (acknowledged_by)
  where acknowledged_by is not null;

create function private.conditions(at timestamptz default now())
returns table (tenant_id uuid, kind text, subject text, subject_count bigint)
language sql stable security invoker set search_path = '' as $$
  select d.tenant_id, 'dead_letters', d.task_type, count(*)
    from public.event_dead_letters d where d.replayed_at is null and d.discarded_at is null
    group by 1, 3
  union all
  select m.tenant_id, 'texts_given_up', '', count(*)
    from public.messages m where m.status_reason = 'fate_unknown'
      and m.status in ('unknown', 'failed') and m.created_at > conditions.at - interval '1 day'
    group by 1
  union all
  select l.tenant_id, 'work_waits', l.function_name, count(*)
    from private.lanes l
    join public.tenants n on n.id = l.tenant_id and n.paused_at is null
    left join private.functions f on f.name = l.function_name
    where l.due < conditions.at - interval '10 minutes' and f.paused_at is null
    group by 1, 3
  union all
  select l.tenant_id, 'lane_set_aside', l.function_name, count(*)
    from private.leases l where l.expires_at = 'infinity' group by 1, 3
  union all
  select e.tenant_id, 'rows_without_a_month', 'events', count(*)
    from private.events_default e group by 1
  union all
  select a.tenant_id, 'rows_without_a_month', 'agent_actions_log', count(*)
    from private.agent_actions_log_default a group by 1
  union all
  select d.tenant_id, 'credit_drift', '', count(*)
    from (select distinct c.user_id from public.credit_events c
      where c.created_at > conditions.at - interval '1 day') moved
    join private.credit_cache_drift d using (user_id)
    group by 1
$$;
comment on function private.conditions(timestamptz) is
  'What is wrong now, per tenant. Read from the state itself, so that no code path can forget it.';

create function private.raise_alerts(at timestamptz default now())
returns table (raised bigint, resolved bigint)
language sql security invoker set search_path = '' as $$
  with wrong as materialized (select * from private.conditions(raise_alerts.at)),
  seen as (
    insert into public.alerts as a
      (tenant_id, kind, subject, subject_count, raised_at, last_seen_at)
    select w.tenant_id, w.kind, w.subject, w.subject_count, raise_alerts.at, raise_alerts.at
    from wrong w order by w.tenant_id, w.kind, w.subject
    on conflict (tenant_id, kind, subject) where resolved_at is null do update
      set subject_count = excluded.subject_count,
        last_seen_at = greatest(a.last_seen_at, excluded.last_seen_at)
    returning a.raised_at = raise_alerts.at as is_new
  ),
  over as (
    update public.alerts a set resolved_at = greatest(a.last_seen_at, raise_alerts.at)
    where a.resolved_at is null and not exists (select from wrong w
      where w.tenant_id = a.tenant_id and w.kind = a.kind and w.subject = a.subject)
    returning 1
  )
  select (select count(*) from seen s where s.is_new), (select count(*) from over)
$$;
comment on function private.raise_alerts(timestamptz) is
  'Opens an alert for each condition that is new, keeps those that stand, resolves the rest.';

create function private.acknowledge_alert(alert_id uuid) returns timestamptz
language sql security definer set search_path = '' as $$
  update public.alerts a set
    acknowledged_at = coalesce(a.acknowledged_at, now()),
    acknowledged_by = coalesce(a.acknowledged_by, (select auth.uid()))
  where a.id = acknowledge_alert.alert_id and a.tenant_id in (select o.tenant_id
    from public.operators o where o.auth_id = (select auth.uid()) and o.role <> 'viewer')
  returning a.acknowledged_at
$$;
comment on function private.acknowledge_alert(uuid) is
  'Definer: nobody signed in writes a table. Only an operator of its tenant, and no viewer.';
grant execute on function private.acknowledge_alert(uuid) to authenticated;

create function public.acknowledge_alert(alert_id uuid) returns timestamptz
language sql security invoker set search_path = '' as $$
  select private.acknowledge_alert(acknowledge_alert.alert_id)
$$;
comment on function public.acknowledge_alert(uuid) is
  'An operator takes an alert on. When it was first taken on; null when it is none of theirs.';
grant execute on function public.acknowledge_alert(uuid) to authenticated;

alter table public.alerts enable row level security;
grant select on public.alerts to authenticated;
create policy "operators read their tenant's alerts" on public.alerts
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
