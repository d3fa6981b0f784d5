-- What is forgotten, and when: in batches, or by dropping a month as a whole.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('crises_days', 1095, true, 30, 3650,
   'a crisis that is resolved is kept this long; who looked at it is kept longer');

create function private.drop_partitions(at timestamptz default now()) returns integer
language plpgsql security invoker set search_path = '' set timezone = 'UTC'
-- Behind an open transaction it would hold up every insert; tomorrow is another day.
set lock_timeout = '2s' as $$
declare
  month regclass;
  dropped integer := 0;
begin
  for month in
    select c.oid::regclass from pg_catalog.pg_inherits i
    join pg_catalog.pg_class c on c.oid = i.inhrelid
    join pg_catalog.pg_class p on p.oid = i.inhparent
    where i.inhparent in ('public.events'::regclass, 'public.agent_actions_log'::regclass)
      and c.relname ~ '_[0-9]{4}_[0-9]{2}$'
      and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month'
        <= at - make_interval(days => private.setting(p.relname || '_days')::integer)
      -- Not before its days are summed up.
      and (p.relname <> 'agent_actions_log' or to_date(right(c.relname, 7), 'YYYY_MM')
        + interval '1 month' <= (select f.folded_until from private.usage_folds f))
    order by c.relname
  loop
    execute format('drop table %s', month);
    dropped := dropped + 1;
  end loop;
  -- And whatever is older than every month there was.
  delete from private.events_default e
    where e.created_at < at - make_interval(days => private.setting('events_days')::integer);
  delete from private.agent_actions_log_default a where a.created_at
    < at - make_interval(days => private.setting('agent_actions_log_days')::integer);
  return dropped;
end
$$;
comment on function private.drop_partitions(timestamptz) is
  'Drops the months of events and of the model log that lie wholly behind their retention. Usage '
  'and cost outlive them in usage_metrics and private.model_usage_daily.';

create function private.retire_tasks(at timestamptz default now()) returns integer
language sql security invoker set search_path = '' as $$
  with old as (
    select t.id from public.agent_tasks t
    where t.completed_at < at
        - make_interval(days => private.setting('finished_tasks_days')::integer)
      -- A dead letter that nobody has dealt with yet can still be replayed.
      and not exists (select from public.event_dead_letters d where d.task_id = t.id
        and d.replayed_at is null and d.discarded_at is null)
    order by t.completed_at limit private.setting('retire_batch')::integer
    for update skip locked
  ),
  gone as (delete from public.agent_tasks t using old o where t.id = o.id returning 1),
  dealt_with as (
    select d.id from public.event_dead_letters d
    where coalesce(d.replayed_at, d.discarded_at) < at
        - make_interval(days => private.setting('finished_tasks_days')::integer)
    order by d.created_at limit private.setting('retire_batch')::integer
    for update skip locked
  ),
  letters_gone as (
    delete from public.event_dead_letters d using dealt_with w where d.id = w.id returning 1)
  select (select count(*) from gone)::integer + (select count(*) from letters_gone)::integer
$$;
comment on function private.retire_tasks(timestamptz) is
  'Forgets finished tasks, and dead letters that were dealt with, one batch a call.';

create function private.retire_crises(at timestamptz default now()) returns integer
language sql security invoker set search_path = '' as $$
  with old as (
    select c.id from public.crisis_events c
    where c.resolution_timestamp < at
      - make_interval(days => private.setting('crises_days', c.tenant_id)::integer)
    order by c.resolution_timestamp limit private.setting('retire_batch')::integer
    for update skip locked
  ),
  gone as (delete from public.crisis_events c using old o where c.id = o.id returning 1)
  select count(*)::integer from gone
$$;
comment on function private.retire_crises(timestamptz) is
  'Forgets crises that were long ago and are resolved, with what only said them again, one batch a '
  'call. One that is open is kept; an analysis stays its person''s, whose stage it explains.';

create function private.retire_outreach(at timestamptz default now()) returns integer
language sql security invoker set search_path = '' as $$
  with cutoff as materialized (
    select at - make_interval(days => private.setting('queue_days')::integer) as at
  ),
  old as (
    select q.id from public.message_queue q
    where q.created_at < (select c.at from cutoff c) and q.status not in ('queued', 'approved')
      -- What is left of a sequence asks what became of its beginning.
      and (q.sequence_id is null or not exists (select from public.message_queue w
        where w.sequence_id = q.sequence_id and w.status in ('queued', 'approved')))
    order by q.created_at limit private.setting('retire_batch')::integer
    for update skip locked
  ),
  gone as (delete from public.message_queue q using old o where q.id = o.id returning 1),
  days as (
    select b.id from public.user_message_budget b
    where b.date < (select c.at from cutoff c)::date
    order by b.date limit private.setting('retire_batch')::integer
    for update skip locked
  ),
  days_gone as (
    delete from public.user_message_budget b using days d where b.id = d.id returning 1),
  mornings_gone as (
    delete from private.mornings m where m.opens_at < at - interval '2 days' returning 1)
  select (select count(*) from gone)::integer + (select count(*) from days_gone)::integer
    + (select count(*) from mornings_gone)::integer
$$;
comment on function private.retire_outreach(timestamptz) is
  'Forgets proactive texts that are over, people''s days and mornings, one batch a call.';

create function private.retire_alerts(at timestamptz default now()) returns integer
language sql security invoker set search_path = '' as $$
  with old as (
    select a.id from public.alerts a
    where a.resolved_at < at - make_interval(days => private.setting('alerts_days')::integer)
    order by a.resolved_at limit private.setting('retire_batch')::integer
    for update skip locked
  ),
  gone as (delete from public.alerts a using old o where a.id = o.id returning 1)
  select count(*)::integer from gone
$$;
comment on function private.retire_alerts(timestamptz) is
  'Forgets alerts that are long over, and whom they were told to, one batch a call.';

create function private.archive_conversations(at timestamptz default now()) returns integer
language sql security invoker set search_path = '' as $$
  with cutoffs as materialized (
    -- Asked once a tenant, not once a conversation.
    select t.id as tenant_id,
      at - make_interval(months => private.setting('archive_months', t.id)::integer) as cutoff
    from public.tenants t
  ),
  quiet as (
    select c.id from public.conversations c join cutoffs o on o.tenant_id = c.tenant_id
    where c.status = 'active' and coalesce(c.last_message_at, c.created_at) < o.cutoff
    order by c.id limit private.setting('retire_batch')::integer
    for no key update of c skip locked
  ),
  archived as (
    update public.conversations c set status = 'archived' from quiet q where c.id = q.id returning 1
  )
  select count(*)::integer from archived
$$;
comment on function private.archive_conversations(timestamptz) is
  'Archives conversations that have been quiet for months, one batch a call; the next text reopens '
  'them.';

create function private.prune_cron_history(at timestamptz default now()) returns integer
language sql security invoker set search_path = '' as $$
  with old as (
    select r.ctid from cron.job_run_details r
    -- One that a restart cut short has no end, and perhaps no beginning.
    where r.status in ('succeeded', 'failed')
      and coalesce(r.end_time, r.start_time, '-infinity') < at - make_interval(days => case
      when r.status = 'succeeded' and r.command ~ 'process_(tasks_batch|outbound_messages)'
      then (select private.setting('sweep_history_days')::integer)
      else (select private.setting('cron_history_days')::integer) end)
    limit private.setting('retire_batch')::integer
  ),
  gone as (delete from cron.job_run_details d using old o where d.ctid = o.ctid returning 1)
  select count(*)::integer from gone
$$;
comment on function private.prune_cron_history(timestamptz) is
  'pg_cron never prunes its history: days are kept, fewer of the sweep''s successes.';

create function private.refresh_summaries() returns void
language plpgsql security invoker set search_path = '' as $$
begin
  refresh materialized view concurrently private.message_feedback_summary;
  refresh materialized view concurrently private.monthly_usage_summary;
end
$$;
comment on function private.refresh_summaries() is
  'Brings the materialized views up to date; readers are not kept waiting.';
