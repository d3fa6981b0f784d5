-- What the model was used for and cost, by day, after the log is forgotten; and variants compared.

create table private.model_usage_daily (
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  day date not null,
  agent_type text not null,
  model text not null,
  calls integer not null constraint calls_are_not_negative check (calls >= 0),
  answered integer not null constraint answered_are_calls check (answered between 0 and calls),
  input_tokens bigint,
  output_tokens bigint,
  thinking_tokens bigint,
  cache_read_tokens bigint,
  cache_write_tokens bigint,
  cache_write_1h_tokens bigint,
  cost_usd numeric(16, 8) not null,
  unpriced_calls integer not null,
  outcomes jsonb not null,
  latency_ms_sum bigint not null,
  folded_at timestamptz not null default now(),
  primary key (tenant_id, day, agent_type, model)
);
comment on table private.model_usage_daily is
  'The model calls of a tenant, a UTC day, an agent and a model: agent_actions_log summed up. It '
  'outlives the log.';
comment on column private.model_usage_daily.calls is 'Calls that were sent, whatever became of them.';
comment on column private.model_usage_daily.answered is
  'Those to which a server answered with a message: what has tokens.';
comment on column private.model_usage_daily.input_tokens is
  'Of the calls whose tokens are known; null when there is none. So are the other kinds.';
comment on column private.model_usage_daily.outcomes is
  'Outcome → calls, the abandoned among them; of calls that were not sent, why → how many.';
create index model_usage_by_day on private.model_usage_daily (day);

create table private.usage_folds (
  only_row boolean primary key default true constraint there_is_one_row check (only_row),
  folded_until date not null,
  folded_at timestamptz not null default now()
);
comment on table private.usage_folds is
  'How far model_usage_daily goes: every day before folded_until is summed up whole.';
insert into private.usage_folds (folded_until) values ((now() at time zone 'UTC')::date);

create function private.calls_of_day(day date) returns setof private.model_usage_daily
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  with calls as (
    select l.*, l.status = 'settled' and l.attempts is distinct from 0 as was_sent,
      case when l.status = 'abandoned' then 'abandoned'
        when l.attempts = 0 and l.error ~ '^[a-z_]+$' then l.error else l.outcome end as ending
    from public.agent_actions_log l
    where l.created_at >= calls_of_day.day::timestamp at time zone 'UTC'
      and l.created_at < (calls_of_day.day + 1)::timestamp at time zone 'UTC'
      and l.action_type = 'llm_call' and l.status <> 'started'
  ),
  endings as (
    select e.tenant_id, e.agent_type, e.model, jsonb_object_agg(e.ending, e.n) as outcomes
    from (select c.tenant_id, c.agent_type, coalesce(c.model_used, '') as model, c.ending,
        count(*) as n from calls c group by 1, 2, 3, 4) e
    group by 1, 2, 3
  )
  select c.tenant_id, calls_of_day.day, c.agent_type, coalesce(c.model_used, ''),
    count(*) filter (where c.was_sent)::integer,
    count(*) filter (where c.was_sent
      and c.outcome in ('ok', 'refusal', 'truncated', 'schema'))::integer,
    sum(c.input_tokens), sum(c.output_tokens), sum(c.thinking_tokens), sum(c.cache_read_tokens),
    sum(c.cache_write_tokens), sum(c.cache_write_1h_tokens),
    coalesce(sum(c.cost_usd), 0)::numeric(16, 8),
    count(*) filter (where c.was_sent and c.cost_usd is null)::integer, min(e.outcomes::text)::jsonb,
    coalesce(sum(c.latency_ms) filter (where c.was_sent), 0), now()
  from calls c join endings e on (e.tenant_id, e.agent_type, e.model)
    = (c.tenant_id, c.agent_type, coalesce(c.model_used, ''))
  group by 1, 3, 4;
end
$$;
comment on function private.calls_of_day(date) is 'A UTC day of the log, summed up.';

create function private.fold_model_usage(at timestamptz default now()) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  today constant date := (fold_model_usage.at at time zone 'UTC')::date;
  one date;
  folded integer := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('fold_model_usage'), 0) then
    return 0;
  end if;
  -- From the day before the last whole one: a call that began before midnight is settled after it.
  for one in select d::date from generate_series(
    (select f.folded_until - 1 from private.usage_folds f), today, interval '1 day') d
  loop
    insert into private.model_usage_daily as u select * from private.calls_of_day(one)
      on conflict on constraint model_usage_daily_pkey do update set
        calls = excluded.calls, answered = excluded.answered, input_tokens = excluded.input_tokens,
        output_tokens = excluded.output_tokens, thinking_tokens = excluded.thinking_tokens,
        cache_read_tokens = excluded.cache_read_tokens,
        cache_write_tokens = excluded.cache_write_tokens,
        cache_write_1h_tokens = excluded.cache_write_1h_tokens, cost_usd = excluded.cost_usd,
        unpriced_calls = excluded.unpriced_calls, outcomes = excluded.outcomes,
        latency_ms_sum = excluded.latency_ms_sum, folded_at = excluded.folded_at;
    folded := folded + 1;
  end loop;
  update private.usage_folds set folded_until = greatest(folded_until, today), folded_at = now();
  perform private.note_active_instances(today - 1);
  return folded;
end
$$;
comment on function private.fold_model_usage(timestamptz) is
  'Sums up every day that is not whole yet, and the last whole one, anew from the log: run twice '
  'it changes nothing, and after a week without cron it makes up for the week. How many days.';

create function private.note_active_instances(since date) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.agent_instances i set last_active_at = used.at
  from (select l.agent_instance_id as id, max(l.created_at) as at
    from public.agent_actions_log l
    where l.created_at >= note_active_instances.since::timestamp at time zone 'UTC'
    group by 1) used
  where i.id = used.id and i.last_active_at < used.at;
end
$$;
comment on function private.note_active_instances(date) is
  'When each variant was last asked. By the fold, not by each call: one row for all of them.';

-- Variants compared. ----------------------------------------------------------------------------

create function private.wilson(hits bigint, trials bigint) returns numeric[]
language plpgsql immutable security invoker set search_path = '' as $$
declare
  z constant double precision := 1.959964;
  p double precision;
  middle double precision;
  half double precision;
begin
  if trials = 0 then
    return null;
  end if;
  p := hits::double precision / trials;
  middle := p + z * z / (2 * trials);
  half := z * sqrt(p * (1 - p) / trials + z * z / (4.0 * trials * trials));
  -- At 0 and 1 one bound is the share itself, but for the last digit of the arithmetic.
  return array[greatest(0, least(p, (middle - half) / (1 + z * z / trials))),
    least(1, greatest(p, (middle + half) / (1 + z * z / trials)))]::numeric[];
end
$$;
comment on function private.wilson(bigint, bigint) is
  'The 95 % interval of a share (Wilson, 1927): it holds for few trials, and at 0 and 1.';

create function private.calls_of_variants(
  agent_type text, tenant_id uuid, since timestamptz, until timestamptz
) returns setof public.agent_actions_log
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select l.* from public.agent_actions_log l
  left join public.agent_instances i on i.id = l.agent_instance_id
  where l.agent_type = calls_of_variants.agent_type and l.outcome is not null
    and (calls_of_variants.tenant_id is null or l.tenant_id = calls_of_variants.tenant_id)
    and l.created_at >= calls_of_variants.since and l.created_at < calls_of_variants.until
    -- Words that were not deployed were answered for by the default's: no merit of the variant.
    and (i.id is null or coalesce(l.prompt_version, i.prompt_version, 'default')
      = coalesce(i.prompt_version, 'default'))
    and not exists (select from public.users u where u.id = l.user_id and u.is_test);
end
$$;
comment on function private.calls_of_variants(text, uuid, timestamptz, timestamptz) is
  'The calls that ended and were made with their variant''s own words. Without tests.';

create function private.turns_by_variant(
  agent_type text, tenant_id uuid, since timestamptz, until timestamptz
) returns table (instance_id uuid, task_id uuid, user_id uuid, calls bigint, failures bigint,
  cost_usd numeric, unpriced bigint, replies bigint, up bigint, down bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  with turns as (
    select l.agent_instance_id, l.task_id, min(l.user_id::text)::uuid as user_id,
      l.tenant_id, count(*) filter (where l.attempts is distinct from 0) as calls,
      count(*) filter (where l.attempts is distinct from 0 and l.outcome <> 'ok') as failures,
      sum(l.cost_usd) as cost_usd,
      count(*) filter (where l.attempts is distinct from 0 and l.cost_usd is null) as unpriced,
      min(l.created_at) as since, max(l.settled_at) as until
    from private.calls_of_variants(turns_by_variant.agent_type, turns_by_variant.tenant_id,
      turns_by_variant.since, turns_by_variant.until) l
    group by 1, 2, 4
  )
  select t.agent_instance_id, t.task_id, t.user_id, t.calls, t.failures, t.cost_usd, t.unpriced,
    said.replies, said.up, said.down
  from turns t
  cross join lateral (
    select count(distinct m.id) as replies, count(*) filter (where f.rating = 'up') as up,
      count(*) filter (where f.rating = 'down') as down
    from public.messages m
    left join public.feedback f on f.tenant_id = m.tenant_id and f.message_id = m.id
    -- A reply is stored with the last settlement, and found by its person and time.
    where m.tenant_id = t.tenant_id and m.user_id = t.user_id
      and m.created_at between t.since and t.until + interval '1 minute'
      and m.task_id = t.task_id and m.direction = 'outbound') said;
end
$$;
comment on function private.turns_by_variant(text, uuid, timestamptz, timestamptz) is
  'Each task that a variant worked on: its calls, what they cost, its replies and their thumbs.';

create function worker.agent_instance_report(
  agent_type text, tenant_id uuid default null, since timestamptz default now() - interval '30 days',
  until timestamptz default now()
) returns table (instance_id uuid, prompt_version text, model text, weight integer, status text,
  people bigint, turns bigint, calls bigint, failures bigint, replies bigint, up bigint,
  down bigint, up_share numeric, up_share_low numeric, up_share_high numeric, cost_usd numeric,
  unpriced_calls bigint, cost_per_reply numeric, cost_per_reply_low numeric,
  cost_per_reply_high numeric, latency_ms_p50 numeric, latency_ms_p95 numeric)
language sql stable security invoker set search_path = '' as $$
  with turns as (
    select * from private.turns_by_variant(agent_instance_report.agent_type,
      agent_instance_report.tenant_id, agent_instance_report.since, agent_instance_report.until)
  ),
  sums as (
    select t.instance_id, count(distinct t.user_id) as people, count(distinct t.task_id) as turns,
      sum(t.calls)::bigint as calls, sum(t.failures)::bigint as failures,
      sum(t.replies)::bigint as replies, sum(t.up)::bigint as up, sum(t.down)::bigint as down,
      coalesce(sum(t.cost_usd), 0) as cost_usd, sum(t.unpriced)::bigint as unpriced,
      avg(t.cost_usd / t.replies) filter (where t.replies > 0) as mean,
      1.959964 * stddev_samp(t.cost_usd / nullif(t.replies, 0)) filter (where t.replies > 0)
        / sqrt(nullif(count(t.cost_usd) filter (where t.replies > 0), 0)::numeric) as half
    from turns t group by 1
  ),
  latencies as (
    select l.agent_instance_id as instance_id,
      percentile_cont(array[0.5, 0.95]) within group (order by l.latency_ms) as ms
    from private.calls_of_variants(agent_instance_report.agent_type,
      agent_instance_report.tenant_id, agent_instance_report.since,
      agent_instance_report.until) l
    where l.attempts is distinct from 0
    group by 1
  )
  select s.instance_id, i.prompt_version, i.model, i.weight, i.status, s.people, s.turns, s.calls,
    s.failures, s.replies, s.up, s.down, s.up::numeric / nullif(s.up + s.down, 0),
    w.bounds[1], w.bounds[2], s.cost_usd, s.unpriced, s.mean, greatest(0, s.mean - s.half),
    s.mean + s.half, round(l.ms[1]::numeric), round(l.ms[2]::numeric)
  from sums s
  left join public.agent_instances i on i.id = s.instance_id
  left join latencies l on l.instance_id is not distinct from s.instance_id
  cross join lateral (select private.wilson(s.up, s.up + s.down) as bounds) w
  order by s.turns desc, s.instance_id
$$;
comment on function worker.agent_instance_report(text, uuid, timestamptz, timestamptz) is
  'The variants of an agent side by side, of a tenant or of all: counts, thumbs and their share '
  'with a 95 % interval (Wilson), cost and cost a reply with one (normal; of what has a price), '
  'latency. Retries of a task are its turn''s. Without tests, and what other words than a variant''s '
  'own answered. As far back as the log goes.';
