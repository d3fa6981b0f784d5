-- The agents' variants, and a row for every model call they make.

create table public.agent_instances (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid references public.tenants (id) on delete cascade,
  agent_type text not null,
  user_id uuid,
  config_json jsonb not null default '{}'
    constraint config_is_an_object check (jsonb_typeof(config_json) = 'object'),
  prompt_version text,
  model text not null,
  max_tokens integer not null default 4096
    constraint max_tokens_is_positive check (max_tokens > 0),
  weight integer not null default 1 constraint weight_is_not_negative check (weight >= 0),
  status text not null default 'active'
    constraint status_is_known check (status in ('active', 'terminated')),
  last_active_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  terminated_at timestamptz,
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint terminated_at_matches_status
    check ((terminated_at is not null) = (status = 'terminated')),
  constraint a_personal_variant_has_a_tenant check (user_id is null or tenant_id is not null)
);
comment on column public.agent_instances.max_tokens is
  'Of one answer. Current models think first, and what they think counts.';
comment on table public.agent_instances is
  'A variant of an agent: its model and limits. Without a tenant it is everybody''s default.';
create index instances_by_agent on public.agent_instances (agent_type, tenant_id)
  where status = 'active';
create index instances_by_tenant on public.agent_instances (tenant_id);
create index instances_by_user on public.agent_instances (tenant_id, user_id)
  where user_id is not null;

insert into public.agent_instances (agent_type, model) values
  ('bouncer', 'claude-haiku-5-5'),
  ('concierge', 'claude-sonnet-5-5'),
  ('conversation-summary', 'claude-haiku-5-5');

create table private.model_prices (
  model text not null,
  valid_from date not null,
  prompt_tokens_above integer not null default 0,
  input_usd numeric not null,
  output_usd numeric not null,
  cache_read_usd numeric not null,
  cache_write_usd numeric not null,
  primary key (model, valid_from, prompt_tokens_above)
);
comment on table private.model_prices is
  'USD per million tokens, by day and by size of the prompt. Cache writes: the 5 minute kind.';
insert into private.model_prices values
  ('claude-haiku-5-5', '2026-01-01', 0, 0.10, 0.50, 0.01, 0.125),
  ('claude-haiku-5-5', '2026-01-01', 100000, 0.50, 2.50, 0.05, 0.625),
  ('claude-sonnet-5-5', '2026-01-01', 0, 2, 10, 0.20, 2.5),
  ('claude-sonnet-5-5', '2026-10-07', 0, 2, 10, 0.10, 2.5),
  ('claude-opus-5-5', '2026-01-01', 0, 4, 20, 0.40, 5);

create table public.agent_actions_log (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  agent_type text not null,
  agent_instance_id uuid,
  action_type text not null,
  user_id uuid,
  context_id uuid,
  context_type text,
  task_id uuid,
  trace_id uuid,
  lease_token uuid,
  status text not null default 'started'
    constraint status_is_known check (status in ('started', 'settled', 'abandoned')),
  outcome text,
  model_used text,
  prompt_hash text,
  input_tokens integer,
  output_tokens integer,
  cache_read_tokens integer,
  cache_write_tokens integer,
  cost_usd numeric(14, 8),
  attempts integer,
  latency_ms integer,
  request_id text,
  stop_reason text,
  input_data jsonb,
  output_data jsonb,
  error text,
  created_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  primary key (id, created_at),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint outcome_is_known_once_settled check ((outcome is not null) = (status = 'settled')),
  constraint settled_at_matches_status check ((settled_at is null) = (status = 'started'))
) partition by range (created_at);
comment on table public.agent_actions_log is
  'Every model call: started before it is made, settled after, on each path.';
comment on column public.agent_actions_log.agent_instance_id is
  'Engine-made by instance_of: the tenant''s variant, or everybody''s, which has no tenant.';
comment on column public.agent_actions_log.task_id is
  'Engine-made, and not a foreign key: finished tasks are forgotten before their calls.';
comment on column public.agent_actions_log.trace_id is 'Engine-made: as messages.trace_id.';
comment on column public.agent_actions_log.lease_token is
  'Engine-made: the lease under which it was called. Leases are deleted when they end.';
comment on column public.agent_actions_log.request_id is 'The provider''s name for the call.';
create trigger context_is_the_tenants
  before insert or update of tenant_id, context_id, context_type on public.agent_actions_log
  for each row when (new.context_id is not null)
  execute function private.same_tenant('context_id', 'context_type');
create index log_by_agent on public.agent_actions_log (agent_type, created_at desc);
create index log_by_user on public.agent_actions_log (tenant_id, user_id, created_at desc);
create index log_by_trace on public.agent_actions_log (trace_id);
create index log_by_action on public.agent_actions_log (action_type, created_at desc);
create index log_open on public.agent_actions_log (lease_token) where status = 'started';
create index log_by_cost on public.agent_actions_log (created_at, cost_usd)
  where cost_usd is not null;

create table private.events_default partition of public.events default;
create table private.agent_actions_log_default partition of public.agent_actions_log default;
revoke insert, update, delete on private.events_default, private.agent_actions_log_default
  from service_role;
select private.make_partitions();

create function private.model_cost(
  model text, day date, input_tokens integer, output_tokens integer,
  cache_read_tokens integer, cache_write_tokens integer
) returns numeric
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select (coalesce(model_cost.input_tokens, 0) * p.input_usd
      + coalesce(model_cost.output_tokens, 0) * p.output_usd
      + coalesce(model_cost.cache_read_tokens, 0) * p.cache_read_usd
      + coalesce(model_cost.cache_write_tokens, 0) * p.cache_write_usd) / 1000000
    from private.model_prices p
    where p.model = model_cost.model and p.valid_from <= model_cost.day
      and (p.prompt_tokens_above = 0 or p.prompt_tokens_above < coalesce(model_cost.input_tokens, 0)
        + coalesce(model_cost.cache_read_tokens, 0) + coalesce(model_cost.cache_write_tokens, 0))
      and (model_cost.input_tokens is not null or model_cost.output_tokens is not null)
    order by p.valid_from desc, p.prompt_tokens_above desc limit 1);
end
$$;
comment on function private.model_cost(text, date, integer, integer, integer, integer) is
  'USD of one call by the prices of its day. Null when the model or its tokens are unknown.';

create function private.instance_of(agent_type text, tenant_id uuid, user_id uuid)
returns public.agent_instances
language plpgsql stable security invoker set search_path = '' as $$
declare
  chosen public.agent_instances;
begin
  select i.* into chosen from public.agent_instances i
  where i.agent_type = instance_of.agent_type and i.status = 'active' and i.weight > 0
    and (i.tenant_id is null or i.tenant_id = instance_of.tenant_id)
    and (i.user_id is null or i.user_id = instance_of.user_id)
  order by i.user_id is null, i.tenant_id is null, i.created_at, i.id
  limit 1;
  return chosen;
end
$$;
comment on function private.instance_of(text, uuid, uuid) is
  'The variant that answers this person: their own, else the tenant''s, else the default.';

create function private.start_call(
  lease uuid, tenant_id uuid, agent_type text, instance_id uuid, user_id uuid,
  conversation_id uuid, task_id uuid, trace_id uuid
) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  call_id uuid;
begin
  insert into public.agent_actions_log
    (tenant_id, agent_type, agent_instance_id, action_type, user_id, context_id, context_type,
     task_id, trace_id, lease_token)
  values (start_call.tenant_id, start_call.agent_type, start_call.instance_id, 'llm_call',
    start_call.user_id, start_call.conversation_id, 'conversation', start_call.task_id,
    start_call.trace_id, start_call.lease)
  returning id into call_id;
  return call_id;
end
$$;
comment on function private.start_call(uuid, uuid, text, uuid, uuid, uuid, uuid, uuid) is
  'The log row of a model call that is about to be made.';

create function private.settle_call(lease uuid, call jsonb) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  settled public.agent_actions_log;
begin
  if call is null or jsonb_typeof(call) = 'null' then
    return;
  end if;
  update public.agent_actions_log l set
    status = 'settled', settled_at = clock_timestamp(), outcome = call ->> 'outcome',
    model_used = call ->> 'model', prompt_hash = call ->> 'prompt_hash',
    input_tokens = (call ->> 'input_tokens')::integer,
    output_tokens = (call ->> 'output_tokens')::integer,
    cache_read_tokens = (call ->> 'cache_read_tokens')::integer,
    cache_write_tokens = (call ->> 'cache_write_tokens')::integer,
    attempts = (call ->> 'attempts')::integer, latency_ms = (call ->> 'latency_ms')::integer,
    request_id = call ->> 'request_id', stop_reason = call ->> 'stop_reason',
    error = call ->> 'error',
    cost_usd = private.model_cost(call ->> 'model', (l.created_at at time zone 'UTC')::date,
      (call ->> 'input_tokens')::integer, (call ->> 'output_tokens')::integer,
      (call ->> 'cache_read_tokens')::integer, (call ->> 'cache_write_tokens')::integer)
  where l.lease_token = settle_call.lease and l.id = (call ->> 'id')::uuid
    -- The months ahead need not be looked at.
    and l.status <> 'settled' and l.created_at < now() + interval '1 day'
  returning * into settled;
  if found then
    perform private.increment_usage_metrics(settled.tenant_id, settled.user_id,
      (settled.created_at at time zone 'UTC')::date, settled.input_tokens, settled.output_tokens,
      settled.cache_read_tokens, settled.cache_write_tokens, settled.cost_usd);
  end if;
end
$$;
comment on function private.settle_call(uuid, jsonb) is
  'Writes how a model call ended, and counts it as used, once. A fact even when its turn came too '
  'late, so not fenced by time. Before any user is locked: usage comes first in the lock order.';

create function private.close_calls(leases uuid[], reason text) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.agent_actions_log l set
    status = 'abandoned', settled_at = clock_timestamp(), error = close_calls.reason
  where l.lease_token = any (close_calls.leases) and l.status = 'started'
    and l.created_at < now() + interval '1 day';
end
$$;
comment on function private.close_calls(uuid[], text) is
  'A turn that ended leaves no call open: one that was never made, or whose worker died.';

alter table public.agent_instances enable row level security;
alter table public.agent_actions_log enable row level security;
grant select on public.agent_instances, public.agent_actions_log to authenticated;
create policy "operators read their tenant's variants" on public.agent_instances
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
create policy "operators read their tenant's log" on public.agent_actions_log
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
