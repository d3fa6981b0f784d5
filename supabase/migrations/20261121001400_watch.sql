-- Looking at it: one trace of a text through the system, health, counts, and the cron jobs.

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
      'due', t.scheduled_for, 'over', t.completed_at, 'errors', t.errors)
  from public.agent_tasks t where t.trace_id in (select r.id from related r)
  union all
  select l.created_at, 'model called', l.id, jsonb_build_object('outcome', l.outcome,
    'model', l.model_used, 'latency_ms', l.latency_ms, 'cost_usd', l.cost_usd,
    'tokens_in', l.input_tokens, 'tokens_out', l.output_tokens, 'settled', l.settled_at)
  from public.agent_actions_log l where l.trace_id in (select r.id from related r)
  union all
  select p.sending_at, 'part sent', p.id, jsonb_build_object('index', p.part_index,
    'status', p.status, 'accepted', p.accepted_at, 'delivered', p.delivered_at)
  from public.message_parts p join public.messages m on m.id = p.message_id
  where m.trace_id in (select r.id from related r) and p.sending_at is not null
  order by 1
$$;
comment on function worker.trace(uuid) is
  'Everything that one text caused, in time: no text and no number in it.';

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
        where p.status in ('sending', 'unknown') and m.status_reason is distinct from 'fate_unknown')
        as oldest_in_doubt_seconds,
      (select count(*) from public.messages m where m.status_reason = 'fate_unknown'
        and m.status in ('unknown', 'failed') and m.created_at > now() - interval '1 day') as given_up_today,
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
comment on view private.cron_job_status is 'Each job and how its last run went.';

create function private.prune_cron_history() returns bigint
language sql security invoker set search_path = '' as $$
  with old as (
    delete from cron.job_run_details d where d.end_time < now() - interval '7 days'
      or d.ctid in (select r.ctid from cron.job_run_details r
        where r.end_time is not null and r.command like '%process_tasks_batch%'
          and r.end_time < now() - interval '1 day' limit 10000)
    returning 1)
  select count(*) from old
$$;
comment on function private.prune_cron_history() is
  'pg_cron never prunes its history: 7 days are kept, of the five-second sweep one.';

-- All jobs. pg_cron before 1.5 has no seconds: there the sweep runs every minute. ------------------

select cron.schedule('process-agent-tasks',
  case when string_to_array(e.extversion, '.')::integer[] >= array[1, 5]
    then '5 seconds' else '* * * * *' end,
  'select worker.process_tasks_batch()')
from pg_catalog.pg_extension e where e.extname = 'pg_cron';
select cron.schedule('make-partitions', '17 3 * * *', 'select private.make_partitions()');
select cron.schedule('prune-cron-history', '23 * * * *', 'select private.prune_cron_history()');
