-- What somebody should look at: found from the state of things, one open alert a subject.

create table private.alert_kinds (
  kind text primary key,
  severity text not null
    constraint severity_is_known check (severity in ('info', 'warning', 'critical')),
  description text not null,
  is_insistent boolean not null default false
);
comment on table private.alert_kinds is 'What there are alerts about, and how bad each is.';
comment on column private.alert_kinds.is_insistent is
  'Whether everybody is told again every alert_insist_minutes until somebody acknowledges it.';
insert into private.alert_kinds (kind, severity, description) values
  ('dead_letters', 'warning', 'work that will not be tried again by itself; replay or discard it'),
  ('texts_given_up', 'warning', 'texts whose fate the carrier never told, in the last day'),
  ('work_waits', 'critical', 'work has been due for over ten minutes'),
  ('lane_set_aside', 'critical', 'a lane raised errors in the sweep and waits for somebody'),
  ('rows_without_a_month', 'critical', 'rows in a default partition: make_partitions is late'),
  ('credit_drift', 'critical', 'a balance that moved in the last day is not the sum of its ledger'),
  ('credits_owed', 'warning',
   'credits that were spent before their payment went back; subject: the purchase'),
  ('introduction_disputed', 'warning', 'one side says that an introduction was made, the other that '
   'it was not, or nothing: worker.settle_introduction ends it; subject: the introduction'),
  ('payment_unmatched', 'critical',
   'money came that no purchase asked for, or another sum, in the last week: look at Stripe'),
  ('sender_paused', 'critical', 'the carrier''s errors have paused a number; subject: the sender'),
  ('daily_texts', 'critical', 'a tenant has sent all the texts that it may send in a day'),
  ('new_numbers', 'warning', 'a tenant texts more new people an hour than it may'),
  ('numbers_unreachable', 'warning', 'over 20 people became unreachable in the last hour'),
  ('reconcile_late', 'warning', 'the carrier has not been asked for lost news in time'),
  ('erasure_late', 'critical',
   'somebody confirmed the deletion of their data over 12 hours ago; it is due within 24'),
  ('model_without_price', 'warning', 'calls of a model whose cost nobody knows; subject: the model'),
  ('tokens_not_counted', 'warning',
   'a server answered for a day and told of no tokens; subject: the agent and the model'),
  ('model_down', 'critical', 'a model fails, and is left alone for a while; subject: the model'),
  ('model_budget_low', 'warning', 'a tenant has spent most of what its model calls may cost a day'),
  ('model_budget_spent', 'critical', 'and all of it: its people wait for the UTC day to end'),
  ('auto_responder', 'info', 'conversations in which a machine answered, in the last day'),
  ('words_withheld', 'warning',
   'an agent''s words asked for a secret and were not sent: read what led to them, in the last day'),
  ('crisis', 'critical',
   'somebody may be in danger; read_crisis has more, resolve_crisis ends it; subject: the crisis'),
  ('crisis_watch', 'warning',
   'somebody is not well, and in no danger that shows; subject: the crisis'),
  ('crisis_unreached', 'critical',
   'somebody may be in danger, and a text of ours did not reach them, or none may be sent; '
   'subject: the crisis'),
  ('test', 'info', 'somebody tries a channel out; nothing is wrong');

-- A life may hang on these.
update private.alert_kinds set is_insistent = true where kind in ('crisis', 'crisis_unreached');

create table public.alerts (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  kind text not null references private.alert_kinds (kind),
  subject text not null default '',
  subject_count bigint not null constraint subject_count_is_positive check (subject_count > 0),
  raised_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  announced_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid references auth.users (id) on delete set null,
  escalated_at timestamptz,
  escalations_count integer not null default 0
    constraint escalations_count_is_not_negative check (escalations_count >= 0),
  resolved_at timestamptz,
  unique (tenant_id, id),
  constraint acknowledged_by_somebody_at_some_time
    check (acknowledged_by is null or acknowledged_at is not null),
  constraint last_seen_after_it_was_raised check (last_seen_at >= raised_at),
  constraint resolved_after_it_was_raised check (resolved_at >= raised_at)
);
comment on table public.alerts is
  'A condition that stands or stood, per tenant: one open row a kind and subject.';
comment on column public.alerts.subject is
  'Which of its kind: a task type, a function, a table, an id. Never a number or a text.';
comment on column public.alerts.subject_count is 'How many there were when it was last seen.';
comment on column public.alerts.escalated_at is 'When the second step was first told.';
comment on column public.alerts.announced_at is
  'When the tenant''s channels, if it has any, were told. Null: the same subject was announced and '
  'resolved less than alert_quiet_minutes before; it is announced if it stands longer than that.';
create unique index one_open_alert_a_subject on public.alerts (tenant_id, kind, subject)
  where resolved_at is null;
create index alerts_by_time on public.alerts (tenant_id, raised_at desc);
create index alerts_by_subject on public.alerts (tenant_id, kind, subject, resolved_at);
create index alerts_by_kind on public.alerts (kind);
create index alerts_by_acknowledger on public.alerts (acknowledged_by)
  where acknowledged_by is not null;

create function private.model_conditions(at timestamptz)
returns table (tenant_id uuid, kind text, subject text, subject_count bigint)
language sql stable security invoker set search_path = '' as $$
  with today as (select (model_conditions.at at time zone 'UTC')::date as day),
  recent as (
    select u.* from private.model_usage_daily u, today t where u.day between t.day - 1 and t.day
  )
  select u.tenant_id, 'model_without_price', u.model, sum(u.unpriced_calls)
    from recent u
    where (private.price_of(u.model, u.day, 0)).model is null
    group by 1, 3 having sum(u.unpriced_calls) > 0
  union all
  select u.tenant_id, 'tokens_not_counted', u.agent_type || ' ' || u.model, sum(u.answered)
    from recent u
    where u.answered > 0 and u.model <> 'perplexity-search'
      and coalesce(u.input_tokens, 0) + coalesce(u.output_tokens, 0) = 0
    group by 1, 3
  union all
  -- Told to those who asked for it lately: of a day's calls the last ones are enough to know them.
  select l.tenant_id, 'model_down', b.model, count(*)
    from private.model_breakers b
    cross join lateral (
      select c.tenant_id from public.agent_actions_log c
      where c.model_used = b.model and c.outcome is not null
        and c.settled_at > model_conditions.at - interval '1 day'
        and c.created_at > model_conditions.at - interval '2 days'
      order by c.settled_at desc limit 1000) l
    where b.state <> 'closed' group by 1, 3
  union all
  select b.tenant_id, case when b.exhausted_at is not null then 'model_budget_spent'
      else 'model_budget_low' end, '', b.spent_micro_usd / 10000
    from private.budgets b
    join today t on t.day = b.day
    cross join lateral (select private.setting('tenant_day_budget_micro_usd', b.tenant_id)
      * private.setting('budget_warning_percent', b.tenant_id) / 100 as enough) s
    -- Until more is allowed, or the day is over.
    where b.scope = 'tenant_day' and b.spent_micro_usd >= 10000 and b.spent_micro_usd >= s.enough
$$;
comment on function private.model_conditions(timestamptz) is
  'What is wrong with the model and its cost. subject_count of a budget: US cents spent.';

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
  union all
  select p.tenant_id, 'credits_owed', p.id::text, p.owed_credits
    from public.credit_purchases p where p.owed_credits > 0
  union all
  select i.tenant_id, 'introduction_disputed', i.id::text, 1
    from public.intro_opportunities i where i.disputed_at is not null and i.status = 'scheduled'
  union all
  select s.tenant_id, 'payment_unmatched', s.verdict, count(*)
    from private.stripe_events s
    where s.verdict in ('other_session', 'other_amount', 'unknown_purchase')
      and s.tenant_id is not null and s.received_at > conditions.at - interval '7 days'
    group by 1, 3
  union all
  -- The carrier's doing; the other kind is somebody's wish.
  select s.tenant_id, 'sender_paused', s.id::text, 1
    from public.senders s where s.paused_at is not null
      and (s.paused_until > conditions.at or starts_with(s.paused_reason, private.carrier_pause()))
  union all
  select s.tenant_id, 'reconcile_late', s.id::text, 1
    from public.senders s
    join public.tenants n on n.id = s.tenant_id and n.paused_at is null
    left join private.reconciles r on r.sender_id = s.id
    where coalesce(r.reconciled_at, s.created_at) < conditions.at - interval '3 hours'
  union all
  select s.tenant_id, case k.cap when 'texts_a_day_max' then 'daily_texts' else 'new_numbers' end,
      '', k.spent
    from private.spending s
    cross join lateral (values
      ('texts_a_day_max', s.texts_count, s.day = (conditions.at at time zone 'UTC')::date),
      ('new_numbers_an_hour_max', s.new_numbers_count,
        s.hour = date_trunc('hour', conditions.at))) k (cap, spent, is_now)
    where k.is_now and k.spent >= private.setting(k.cap, s.tenant_id)
  union all
  select u.tenant_id, 'numbers_unreachable', '', count(*)
    from public.users u where u.unreachable_at > conditions.at - interval '1 hour'
    group by 1 having count(*) > 20
  union all
  select r.tenant_id, 'erasure_late', '', count(*)
    from public.data_requests r where r.kind = 'erasure' and r.status = 'confirmed'
      and r.confirmed_at < conditions.at - interval '12 hours'
    group by 1
  union all
  select * from private.model_conditions(conditions.at)
  union all
  select * from private.crisis_conditions()
  union all
  select m.tenant_id, 'auto_responder', '', count(distinct m.conversation_id)
    from public.messages m where m.unanswered_reason = 'auto_responder'
      and m.created_at > conditions.at - interval '1 day'
    group by 1
  union all
  select t.tenant_id, 'words_withheld', '', count(*)
    from public.agent_tasks t where t.result_json @> '{"withheld": true}'
      and t.completed_at > conditions.at - interval '1 day'
    group by 1
$$;
comment on function private.conditions(timestamptz) is
  'What is wrong now, per tenant. Read from the state itself, so that no code path can forget it.';

create function private.announce_alerts(at timestamptz) returns uuid[]
language plpgsql security invoker set search_path = '' as $$
declare
  announced uuid[];
begin
  with fresh as (
    update public.alerts a set announced_at = announce_alerts.at
    where a.resolved_at is null and a.announced_at is null
      -- One that comes and goes is told once, until it has been away, or stood, for long enough.
      and not exists (select from public.alerts earlier
        where earlier.tenant_id = a.tenant_id and earlier.kind = a.kind
          and earlier.subject = a.subject and earlier.announced_at is not null
          and earlier.resolved_at > announce_alerts.at - make_interval(
            mins => private.setting('alert_quiet_minutes', a.tenant_id)::integer))
    returning a.id
  )
  select coalesce(array_agg(f.id), '{}') into announced from fresh f;
  return announced;
end
$$;
comment on function private.announce_alerts(timestamptz) is
  'Marks the open alerts that are to be told now, and returns them.';

create function private.raise_alerts(at timestamptz default now())
returns table (raised bigint, resolved bigint)
language plpgsql security invoker set search_path = '' as $$
declare
  ended uuid[];
begin
  -- Whoever finds, announces or escalates alerts does it alone.
  perform pg_advisory_xact_lock(hashtext('alerts'));
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
    returning a.id
  )
  select (select count(*) from seen s where s.is_new),
    (select coalesce(array_agg(o.id), '{}') from over o)
    into raised, ended;
  resolved := cardinality(ended);
  perform private.tell_channels(private.announce_alerts(raise_alerts.at), 'raised');
  perform private.tell_channels(ended, 'resolved');
  return next;
end
$$;
comment on function private.raise_alerts(timestamptz) is
  'Opens an alert for each condition that is new, keeps those that stand, resolves the rest, and '
  'has the tenant''s channels told.';

create function private.escalate_alerts(at timestamptz default now()) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  late uuid[];
begin
  perform pg_advisory_xact_lock(hashtext('alerts'));
  late := array(
    select a.id from public.alerts a
    join private.alert_kinds k on k.kind = a.kind
    where k.severity = 'critical'
      and a.resolved_at is null and a.acknowledged_at is null
      and case when a.escalated_at is null then a.raised_at <= escalate_alerts.at - make_interval(
          mins => private.setting('alert_escalate_minutes', a.tenant_id)::integer)
        else k.is_insistent
          and a.escalations_count < private.setting('alert_escalations_max', a.tenant_id)
          and a.escalated_at <= escalate_alerts.at - a.escalations_count * make_interval(
            mins => private.setting('alert_insist_minutes', a.tenant_id)::integer) end
      and (k.is_insistent or not exists (select from public.alerts earlier
        where earlier.tenant_id = a.tenant_id and earlier.kind = a.kind
          and earlier.subject = a.subject and earlier.id <> a.id
          and earlier.escalated_at > escalate_alerts.at - make_interval(
            mins => private.setting('alert_quiet_minutes', a.tenant_id)::integer)))
    -- As whoever raises them has them, and whoever takes a crisis on.
    order by a.tenant_id, a.kind, a.subject for no key update of a);
  -- A crisis is told that it is escalated.
  perform private.lock_crises(array(select a.subject::uuid from public.alerts a
    where a.id = any (late) and a.kind in ('crisis', 'crisis_unreached')));
  update public.alerts a set escalated_at = coalesce(a.escalated_at, escalate_alerts.at),
      escalations_count = a.escalations_count + 1
    where a.id = any (late);
  perform private.tell_channels(late, 'escalated');
  return cardinality(late);
end
$$;
comment on function private.escalate_alerts(timestamptz) is
  'Has the second step told of each critical alert that nobody has acknowledged in '
  'alert_escalate_minutes: once, but again and again of what is insistent. How many there were.';

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
