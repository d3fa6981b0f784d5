-- Looking at it: one trace of a text through the system, health, sizes and counts.

create function worker.trace(trace_id uuid)
returns table (at timestamptz, step text, id uuid, detail jsonb)
language sql stable security invoker set search_path = '' as $$
  with related as (
    -- A text merged into a waiting task has a trace of its own: follow both links.
    select trace.trace_id as id
    union select t.trace_id from public.messages m join public.agent_tasks t on t.id = m.task_id
      where m.trace_id = trace.trace_id
  )
  select m.created_at, case m.direction when 'inbound' then 'text stored' else 'reply written' end,
    m.id, jsonb_build_object('status', m.status, 'task', m.task_id, 'why', m.unanswered_reason)
  from public.messages m where m.trace_id in (select r.id from related r)
  union all
  select e.created_at, 'event ' || e.event_type, e.id, jsonb_build_object('processed', e.processed)
  from public.events e where e.trace_id in (select r.id from related r)
  union all
  select coalesce(t.last_attempted_at, t.created_at), 'task ' || t.task_type || ' claimed', t.id,
    jsonb_build_object('status', t.status, 'agent', t.agent_type, 'attempts', t.retry_count + 1,
      'due', t.scheduled_for, 'over', t.completed_at, 'errors', t.errors,
      'model_calls', t.result_json -> 'model_calls', 'reply', t.result_json -> 'reply',
      'proposed', t.result_json -> 'proposed', 'applied', t.result_json -> 'applied')
  from public.agent_tasks t where t.trace_id in (select r.id from related r)
  union all
  select l.created_at, case when l.attempts = 0 then 'model not called' else 'model called' end,
    l.id, jsonb_build_object('status', l.status, 'outcome', l.outcome, 'error', l.error,
    'model', l.model_used, 'variant', l.agent_instance_id, 'prompt', left(l.prompt_hash, 12),
    'prompt_version', (select p.version from private.prompts p where p.hash = l.prompt_hash),
    'attempts', l.attempts, 'latency_ms', l.latency_ms, 'cost_usd', l.cost_usd,
    'tokens_in', l.input_tokens, 'tokens_out', l.output_tokens, 'thinking', l.thinking_tokens,
    'cache_read', l.cache_read_tokens, 'cache_write', l.cache_write_tokens,
    'request', l.request_id, 'settled', l.settled_at)
  from public.agent_actions_log l where l.trace_id in (select r.id from related r)
  union all
  select q.created_at, 'proactive text queued', q.id, jsonb_build_object('wanted_by', q.agent_id,
    'priority', q.priority, 'status', q.status, 'reason', q.status_reason, 'look_at', q.look_at,
    'approved', q.approved_at, 'message', q.delivered_message_id)
  from public.message_queue q where q.trace_id in (select r.id from related r)
  union all
  select p.sending_at, 'part sent', p.id, jsonb_build_object('index', p.part_index,
    'status', p.status, 'accepted', p.accepted_at, 'delivered', p.delivered_at)
  from public.message_parts p join public.messages m on m.id = p.message_id
  where m.trace_id in (select r.id from related r) and p.sending_at is not null
  order by 1
$$;
comment on function worker.trace(uuid) is
  'Everything that one text caused, in time: the turn''s calls with their prompt, variant, tokens '
  'and cost; what it proposed, was refused and did. No text and no number in it.';

create function worker.health() returns jsonb
language sql stable security invoker set search_path = '' as $$
  with facts as (
    select
      (select extract(epoch from clock_timestamp() - s.swept_at) from private.sweeps s)
        as sweep_age_seconds,
      (select extract(epoch from clock_timestamp() - min(l.due)) from private.lanes l
        join public.tenants n on n.id = l.tenant_id and n.paused_at is null
        left join private.functions f on f.name = l.function_name
        where l.due < now() and f.paused_at is null) as oldest_due_seconds,
      (select extract(epoch from clock_timestamp() - min(p.sending_at))
        from public.message_parts p join public.messages m on m.id = p.message_id
        where p.status in ('sending', 'unknown')
          and coalesce(m.status_reason not in ('fate_unknown', 'given_up'), true))
        as oldest_in_doubt_seconds,
      (select count(*) from public.messages m where m.status_reason = 'fate_unknown'
        and m.status in ('unknown', 'failed')
        and m.created_at > now() - interval '1 day') as given_up_today,
      (select count(distinct l.function_name) from private.lanes l
        where l.due is not null and not exists (
          select 1 from private.functions f where f.name = l.function_name)) as unknown_functions,
      (select count(*) from private.lanes l where l.due <= now()) as lanes_due,
      (select count(*) from private.leases) as leases,
      (select count(*) from private.leases l where l.expires_at = 'infinity') as quarantined,
      (select count(*) from public.event_dead_letters d
        where d.replayed_at is null and d.discarded_at is null) as dead_letters,
      (select count(*) from private.events_default) + (select count(*)
        from private.agent_actions_log_default) as rows_without_a_month,
      (select jsonb_object_agg(b.function_name, jsonb_build_object('rings', b.rings,
        'sweep_rings', b.sweep_rings)) from private.bells b) as bells
  )
  select to_jsonb(f) || jsonb_build_object('alarms', array_remove(array[
    case when f.sweep_age_seconds is null or f.sweep_age_seconds > 60
      then 'the sweep has not run for a minute' end,
    case when f.oldest_due_seconds > 60 then 'a due lane has waited for over 60 s' end,
    case when f.oldest_in_doubt_seconds > 600
      then 'a text has been sending or unknown for over 10 min' end,
    case when f.given_up_today > 0 then 'texts of unknown fate were given up today' end,
    case when f.unknown_functions > 0 then 'a lane waits for a function that does not exist' end,
    case when f.quarantined > 0 then 'a lane is quarantined' end,
    case when f.rows_without_a_month > 0 then 'a default partition is not empty' end], null))
  from facts f
$$;
comment on function worker.health() is 'Ages in seconds, counts, and the alarms they amount to.';

create view private.outreach_explained with (security_invoker = true) as
  select q.id, q.tenant_id, q.user_id, q.agent_id as wanted_by, q.priority, q.status,
    r.reason,
    coalesce(r.words, case q.status when 'queued' then 'nobody has looked at it yet'
      when 'approved' then 'it is on its way' when 'sent' then 'the carrier has taken it' end)
      || coalesce(' (' || q.status_detail || ')', '') as why,
    case q.status when 'queued' then q.look_at end as looked_at_again,
    q.scheduled_for, q.expires_at, q.approved_at, q.slot_at as left_at, q.sent_at,
    m.status as text_status, m.status_reason as text_reason,
    case when q.sequence_id is not null
      then q.sequence_position || ' of ' || q.sequence_total end as part_of_sequence,
    q.superseded_by_message_id as newer,
    private.day_zone(u) as zone, now() at time zone private.day_zone(u) as time_there,
    private.quiet_until(u, now(), coalesce(b.quiet_hours_enabled, true)) as quiet_until,
    u.muted_until,
    coalesce(b.messages_sent, 0) || ' of ' || coalesce(b.daily_limit, u.daily_limit,
      private.setting('daily_texts_max', u.tenant_id)::integer) || ' today, '
      || cardinality(private.slots_used(u.id, now() - interval '1 hour')) || ' of '
      || coalesce(b.hourly_limit, u.hourly_limit,
        private.setting('hourly_texts_max', u.tenant_id)::integer) || ' in an hour' as used,
    q.trace_id
  from public.message_queue q
  join public.users u on u.id = q.user_id
  left join public.senders s on s.id = q.sender_id
  left join public.tenants t on t.id = q.tenant_id
  left join private.outreach_reasons r on r.reason = case
    when q.status_reason = 'sender_busy' and (s.paused_at is not null or t.paused_at is not null)
      then 'paused' else q.status_reason end
  left join public.messages m on m.id = q.delivered_message_id
  left join public.user_message_budget b
    on b.user_id = u.id and b.date = private.local_day(u, now());
comment on view private.outreach_explained is
  'Each proactive text: what holds it or what became of it, in words, and what that was decided '
  'on: the person''s hour, their limits and what of them is used.';

create function worker.get_pending_tasks_count()
returns table (agent_type text, task_type text, pending bigint, oldest timestamptz)
language sql stable security invoker set search_path = '' as $$
  select t.agent_type, t.task_type, count(*), min(t.scheduled_for)
  from public.agent_tasks t where t.status = 'pending' group by 1, 2 order by 3 desc
$$;
comment on function worker.get_pending_tasks_count() is 'What waits, by agent and kind.';

create view private.cron_job_status with (security_invoker = true) as
  select j.jobname, j.schedule, j.active, d.status, d.return_message, d.start_time, d.end_time
  from cron.job j
  left join lateral (
    select r.* from cron.job_run_details r where r.jobid = j.jobid
    order by r.runid desc limit 1) d on true;
comment on view private.cron_job_status is
  'Each job and how its last run went. For whoever runs the system: only the owner of the jobs may '
  'read schema cron.';

create view private.table_sizes with (security_invoker = true) as
  select n.nspname || '.' || c.relname as relation,
    coalesce(sum(l.reltuples) filter (where l.reltuples >= 0), 0)::bigint as rows_estimated,
    sum(pg_table_size(l.oid))::bigint as table_bytes,
    sum(pg_indexes_size(l.oid))::bigint as index_bytes,
    sum(s.n_dead_tup)::bigint as dead_rows, max(s.last_autovacuum) as last_autovacuum
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  -- A partitioned table is as large as its leaves.
  cross join lateral (select l.oid, l.reltuples from pg_catalog.pg_partition_tree(c.oid) t
    join pg_catalog.pg_class l on l.oid = t.relid where t.isleaf
    union all select c.oid, c.reltuples where c.relkind <> 'p') l
  left join pg_catalog.pg_stat_user_tables s on s.relid = l.oid
  where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'm')
    and not c.relispartition
  group by 1;
comment on view private.table_sizes is
  'Each table''s size in bytes, with its partitions, and how many dead rows it carries.';

create view private.queue_depth with (security_invoker = true) as
  select l.function_name, l.tenant_id, count(*) as lanes,
    count(*) filter (where l.due <= now()) as lanes_due,
    count(*) filter (where l.lease_token is not null) as lanes_in_work,
    extract(epoch from now() - min(l.due) filter (where l.due <= now())) as oldest_due_seconds
  from private.lanes l where l.due is not null or l.lease_token is not null group by 1, 2;
comment on view private.queue_depth is
  'How many lanes wait or are in work, and how long the oldest has been due, by function and '
  'tenant.';

create view private.unprocessed_events with (security_invoker = true) as
  select e.tenant_id, e.event_type, count(*) as events, min(e.created_at) as oldest
  from public.events e where not e.processed group by 1, 2;
comment on view private.unprocessed_events is 'Events whose tasks are not all over yet.';

create view private.sweep_heartbeat with (security_invoker = true) as
  select s.swept_at, extract(epoch from now() - s.swept_at) as age_seconds, s.sweeps,
    s.leases_freed, s.lanes_rung, s.lanes_quarantined
  from private.sweeps s;
comment on view private.sweep_heartbeat is 'When the sweep last ran, and what it has had to mend.';

create view private.paused with (security_invoker = true) as
  select 'function' as what, f.name as which, f.paused_at, f.paused_reason
    from private.functions f where f.paused_at is not null
  union all
  select 'tenant', t.slug, t.paused_at, t.paused_reason
    from public.tenants t where t.paused_at is not null
  union all
  select 'sender', s.id::text, s.paused_at, s.paused_reason
    from public.senders s where s.paused_at is not null
  union all
  select 'lane', l.lane_key, l.paused_at, l.paused_reason
    from private.lanes l where l.paused_at is not null;
comment on view private.paused is 'What somebody has stopped, since when, and why.';

create view private.credit_cache_drift with (security_invoker = true) as
  select u.tenant_id, u.id as user_id, u.credit_balance as cached, coalesce(b.sum, 0) as ledger
  from public.users u
  left join lateral (select sum(c.amount) as sum from public.credit_events c
    where c.tenant_id = u.tenant_id and c.user_id = u.id and c.processed) b on true
  where u.credit_balance <> coalesce(b.sum, 0);
comment on view private.credit_cache_drift is
  'Balances that are not the sum of their ledger. There is never one.';
