-- What a tenant may know of its agents in numbers: thumbs with their intervals, usage, and its CSV.

grant execute on function private.wilson(bigint, bigint) to authenticated;

create function public.feedback_statistics(tenant_id uuid, since date, until date)
returns table (agent_type text, answers bigint, up bigint, down bigint, comments bigint,
  up_share numeric, up_share_low numeric, up_share_high numeric)
language sql stable security invoker set search_path = '' as $$
  with counted as (
    select m.role as agent_type, count(*) as answers,
      count(*) filter (where f.rating = 'up') as up,
      count(*) filter (where f.rating = 'down') as down, count(f.comment) as comments
    from public.messages m
    join public.users u on u.tenant_id = m.tenant_id and u.id = m.user_id and not u.is_test
    left join public.feedback f on f.tenant_id = m.tenant_id and f.message_id = m.id
    where m.tenant_id = feedback_statistics.tenant_id and m.direction = 'outbound'
      and m.task_id is not null and m.status not in ('cancelled', 'failed')
      and m.created_at >= feedback_statistics.since::timestamp at time zone 'UTC'
      and m.created_at < (feedback_statistics.until + 1)::timestamp at time zone 'UTC'
    group by m.role
  )
  select c.agent_type, c.answers, c.up, c.down, c.comments,
    c.up::numeric / nullif(c.up + c.down, 0), w.bounds[1], w.bounds[2]
  from counted c
  cross join lateral (select private.wilson(c.up, c.up + c.down) as bounds) w
  order by c.agent_type
$$;
comment on function public.feedback_statistics(uuid, date, date) is
  'The answers of the UTC days from since to until, by agent, and their thumbs: counts, and the '
  'share of those that are up with its 95 % interval (Wilson), null without any. Without tests. '
  'Of what the caller may read: an operator their tenant''s, a member their own.';

create function public.usage_report(
  tenant_id uuid, since date, until date, by text default 'day'
) returns table (period date, user_id uuid, model_calls bigint, input_tokens bigint,
  output_tokens bigint, cache_read_tokens bigint, cache_write_tokens bigint, cost_usd numeric,
  unpriced_calls bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  if usage_report.by is null or usage_report.by not in ('day', 'user', 'month') then
    raise sqlstate 'PT400' using message = 'Ask by day, by user or by month.';
  end if;
  return query
  select
    case usage_report.by when 'day' then u.date
      when 'month' then date_trunc('month', u.date)::date end,
    case usage_report.by when 'user' then u.user_id end,
    sum(u.model_calls)::bigint, sum(u.input_tokens)::bigint, sum(u.output_tokens)::bigint,
    sum(u.cache_read_tokens)::bigint, sum(u.cache_write_tokens)::bigint, sum(u.cost_usd),
    sum(u.unpriced_calls)::bigint
  from public.usage_metrics u
  where u.tenant_id = usage_report.tenant_id
    and u.date between usage_report.since and usage_report.until
    and not exists (select from public.users p where p.id = u.user_id and p.is_test)
  group by 1, 2
  order by 1, 2;
end
$$;
comment on function public.usage_report(uuid, date, date, text) is
  'What the model calls of the UTC days from since to until used and cost, each call once and at '
  'the price of its own day, by day, user (null: the tenant''s own work, and who was deleted) or '
  'month. Without tests. Of what the caller may read: an operator their tenant''s, a member their '
  'own. PT400 for another by.';

create function public.export_usage(tenant_id uuid, since date, until date) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  if export_usage.until - export_usage.since > 366 then
    raise sqlstate 'PT400' using message = 'Ask for a year at most.';
  end if;
  -- Days, ids and numbers alone: nothing in it needs a quote, or could be a formula.
  return concat_ws(E'\r\n', 'date,user_id,model_calls,input_tokens,output_tokens,'
    'cache_read_tokens,cache_write_tokens,cost_usd,unpriced_calls', (
    select string_agg(concat(u.date, ',', u.user_id, ',', u.model_calls, ',', u.input_tokens, ',',
      u.output_tokens, ',', u.cache_read_tokens, ',', u.cache_write_tokens, ',', u.cost_usd, ',',
      u.unpriced_calls), E'\r\n' order by u.date, u.user_id nulls last)
    from public.usage_metrics u
    where u.tenant_id = export_usage.tenant_id
      and u.date between export_usage.since and export_usage.until
      and not exists (select from public.users p where p.id = u.user_id and p.is_test))) || E'\r\n';
end
$$;
comment on function public.export_usage(uuid, date, date) is
  'usage_report as a file, a line a UTC day and person: CSV by RFC 4180, at most a year. Without '
  'tests. Of what the caller may read. PT400 for more than a year.';
grant execute on function public.feedback_statistics(uuid, date, date),
  public.usage_report(uuid, date, date, text), public.export_usage(uuid, date, date)
  to authenticated;
