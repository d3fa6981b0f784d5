-- What the model calls of a person's conversations used and cost, by UTC day; it outlives the log.

create table public.usage_metrics (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  user_id uuid,
  date date not null,
  model_calls integer not null default 0
    constraint model_calls_is_not_negative check (model_calls >= 0),
  input_tokens bigint not null default 0
    constraint input_tokens_is_not_negative check (input_tokens >= 0),
  output_tokens bigint not null default 0
    constraint output_tokens_is_not_negative check (output_tokens >= 0),
  cache_read_tokens bigint not null default 0
    constraint cache_read_tokens_is_not_negative check (cache_read_tokens >= 0),
  cache_write_tokens bigint not null default 0
    constraint cache_write_tokens_is_not_negative check (cache_write_tokens >= 0),
  cost_usd numeric(16, 8) not null default 0
    constraint cost_usd_is_not_negative check (cost_usd >= 0),
  unpriced_calls integer not null default 0
    constraint unpriced_calls_are_calls check (unpriced_calls between 0 and model_calls),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique nulls not distinct (tenant_id, user_id, date),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade
) with (fillfactor = 70);
comment on table public.usage_metrics is
  'One row a person and UTC day; without a user, what the tenant''s own work used, and who was '
  'deleted.';
comment on column public.usage_metrics.unpriced_calls is
  'Calls whose model has no price yet. cost_usd is without them: unknown is not zero.';
create index usage_by_day on public.usage_metrics (tenant_id, date);
create trigger usage_metrics_touch before update on public.usage_metrics
  for each row execute function private.touch_updated_at();

create function private.increment_usage_metrics(
  tenant_id uuid, user_id uuid, date date, input_tokens bigint, output_tokens bigint,
  cache_read_tokens bigint, cache_write_tokens bigint, cost_usd numeric
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.usage_metrics as u (tenant_id, user_id, date, model_calls, input_tokens,
    output_tokens, cache_read_tokens, cache_write_tokens, cost_usd, unpriced_calls)
  values (increment_usage_metrics.tenant_id, increment_usage_metrics.user_id,
    increment_usage_metrics.date, 1, coalesce(increment_usage_metrics.input_tokens, 0),
    coalesce(increment_usage_metrics.output_tokens, 0),
    coalesce(increment_usage_metrics.cache_read_tokens, 0),
    coalesce(increment_usage_metrics.cache_write_tokens, 0),
    coalesce(increment_usage_metrics.cost_usd, 0),
    (increment_usage_metrics.cost_usd is null)::integer)
  on conflict on constraint usage_metrics_tenant_id_user_id_date_key do update set
    model_calls = u.model_calls + 1,
    input_tokens = u.input_tokens + excluded.input_tokens,
    output_tokens = u.output_tokens + excluded.output_tokens,
    cache_read_tokens = u.cache_read_tokens + excluded.cache_read_tokens,
    cache_write_tokens = u.cache_write_tokens + excluded.cache_write_tokens,
    cost_usd = u.cost_usd + excluded.cost_usd,
    unpriced_calls = u.unpriced_calls + excluded.unpriced_calls;
end
$$;
comment on function private.increment_usage_metrics(
  uuid, uuid, date, bigint, bigint, bigint, bigint, numeric) is
  'Adds one call to its day, atomically. Tokens that are not known count as none; a cost that is '
  'null is counted as unpriced. Called by settle_call alone, once for each row of the log.';

create materialized view private.monthly_usage_summary as
  select u.tenant_id, u.user_id, date_trunc('month', u.date)::date as month,
    sum(u.model_calls)::bigint as model_calls, sum(u.input_tokens)::bigint as input_tokens,
    sum(u.output_tokens)::bigint as output_tokens,
    sum(u.cache_read_tokens)::bigint as cache_read_tokens,
    sum(u.cache_write_tokens)::bigint as cache_write_tokens,
    sum(u.cost_usd) as cost_usd, sum(u.unpriced_calls)::bigint as unpriced_calls,
    count(*) as active_days
  from public.usage_metrics u
  where not exists (select from public.users p where p.id = u.user_id and p.is_test)
  group by 1, 2, 3;
comment on materialized view private.monthly_usage_summary is
  'usage_metrics by month, without tests, as of its last refresh. In private: a materialized view '
  'has no RLS.';
-- squawk-ignore require-concurrent-index-creation
create unique index usage_month_once on private.monthly_usage_summary (tenant_id, user_id, month)
  nulls not distinct;

create function private.read_monthly_usage() returns setof private.monthly_usage_summary
language sql stable security definer set search_path = '' as $$
  select s.* from private.monthly_usage_summary s
  where s.user_id = any (array(select private.user_ids()))
    or s.tenant_id = any (array(select private.operator_tenant_ids()))
$$;
comment on function private.read_monthly_usage() is
  'The summary''s rows that the caller may see. Definer: it stands in for the RLS that a '
  'materialized view cannot have.';
grant execute on function private.read_monthly_usage() to authenticated;

create view public.monthly_usage_summary with (security_invoker = true) as
  select * from private.read_monthly_usage();
comment on view public.monthly_usage_summary is
  'A member''s own usage by month, an operator''s tenant''s; as of the last refresh. It asks who '
  'signed in: service_role, who is nobody, reads the one in private.';

create view public.current_day_usage with (security_invoker = true) as
  select u.tenant_id, u.user_id, u.date, u.model_calls, u.input_tokens, u.output_tokens,
    u.cache_read_tokens, u.cache_write_tokens, u.cost_usd, u.unpriced_calls
  from public.usage_metrics u where u.date = (now() at time zone 'UTC')::date;
comment on view public.current_day_usage is 'Usage of the current UTC day, to the last call.';

alter table public.usage_metrics enable row level security;
grant select on public.usage_metrics, public.monthly_usage_summary, public.current_day_usage
  to authenticated;
create policy "members read their own usage, operators their tenant's" on public.usage_metrics
  for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
