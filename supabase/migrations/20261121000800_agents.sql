-- The agents' variants, and a row for every model call they make.

create table public.agent_instances (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid references public.tenants (id) on delete cascade,
  agent_type text not null,
  user_id uuid,
  config_json jsonb not null default '{}'
    constraint config_is_an_object check (jsonb_typeof(config_json) = 'object')
    constraint config_has_known_fields
    check (jsonb_typeof(config_json) <> 'object' or config_json - 'effort' = '{}')
    constraint effort_is_known
    check (config_json ->> 'effort' in ('low', 'medium', 'high', 'xhigh', 'max')),
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
comment on column public.agent_instances.config_json is
  'What else a call of this variant asks for: {"effort": …}; a field that is left out is not sent.';
comment on column public.agent_instances.prompt_version is
  'A version that the agent''s prompt.ts exports; null: its default. One that it does not export '
  'is answered with the default, and an alarm.';
comment on column public.agent_instances.weight is
  'Its share of the people among the active variants of the same rank; 0: switched off.';
comment on table public.agent_instances is
  'A variant of an agent: its words, model and limits. Without a tenant it is everybody''s default.';
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
  cache_write_5m_usd numeric not null,
  cache_write_1h_usd numeric not null,
  search_usd numeric not null default 10,
  primary key (model, valid_from, prompt_tokens_above)
);
comment on table private.model_prices is
  'USD per million tokens, by day and by size of the prompt, and per thousand searches of the web. '
  'A cache write is kept for 5 minutes or for an hour. Thinking is output. perplexity-search is no '
  'model: it searches, and has no tokens.';
insert into private.model_prices values
  ('claude-haiku-5-5', '2026-01-01', 0, 0.10, 0.50, 0.01, 0.125, 0.20),
  ('claude-haiku-5-5', '2026-01-01', 100000, 0.50, 2.50, 0.05, 0.625, 1),
  ('claude-sonnet-5-5', '2026-01-01', 0, 2, 10, 0.20, 2.5, 4),
  ('claude-sonnet-5-5', '2026-10-07', 0, 2, 10, 0.10, 2.5, 4),
  ('claude-opus-5-5', '2026-01-01', 0, 4, 20, 0.40, 5, 8);
insert into private.model_prices values
  ('perplexity-search', '2026-01-01', 0, 0, 0, 0, 0, 0, 5);

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
  prompt_version text,
  input_tokens integer,
  output_tokens integer,
  thinking_tokens integer,
  cache_read_tokens integer,
  cache_write_tokens integer,
  cache_write_1h_tokens integer,
  web_searches integer,
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
comment on column public.agent_actions_log.prompt_version is
  'What its words were called: default, where the variant asks for some that are not deployed.';
comment on column public.agent_actions_log.thinking_tokens is 'Part of output_tokens.';
comment on column public.agent_actions_log.cache_write_1h_tokens is
  'Part of cache_write_tokens: what is kept for an hour. The rest is kept for 5 minutes.';
comment on column public.agent_actions_log.web_searches is
  'Searches of the web that the provider made for it, billed apart from tokens.';
comment on column public.agent_actions_log.cost_usd is
  'Null: unknown. 0: the provider did no work for it, or its price is 0.';
comment on column public.agent_actions_log.input_data is
  'What was said to the model, redacted; only of a tenant whose setting log_content is 1.';
comment on column public.agent_actions_log.output_data is 'What it answered, likewise.';
comment on column public.agent_actions_log.attempts is
  'How often it was sent. 0: never, by a budget, a breaker or a deadline that had passed.';
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
-- What a breaker looks at: how the last calls of a model ended.
create index log_by_model on public.agent_actions_log (model_used, settled_at desc)
  where outcome is not null;
-- Days, for the daily sums: rows come in by time, so a BRIN costs next to nothing.
create index log_by_day on public.agent_actions_log using brin (created_at)
  with (pages_per_range = 32);
create index log_by_cost on public.agent_actions_log (created_at, cost_usd)
  where cost_usd is not null;

create table private.events_default partition of public.events default;
create table private.agent_actions_log_default partition of public.agent_actions_log default;
revoke insert, update, delete on private.events_default, private.agent_actions_log_default
  from service_role;
select private.make_partitions();

create function private.price_of(model text, day date, prompt_tokens integer)
returns private.model_prices
language plpgsql stable security invoker set search_path = '' as $$
declare
  price private.model_prices;
begin
  select p.* into price from private.model_prices p
  where p.model = price_of.model and p.valid_from <= price_of.day
    and (p.prompt_tokens_above = 0 or p.prompt_tokens_above < price_of.prompt_tokens)
  order by p.valid_from desc, p.prompt_tokens_above desc limit 1;
  return price;
end
$$;
comment on function private.price_of(text, date, integer) is
  'The price of a day for a prompt of that size; null when the model has none.';

create function private.model_cost(
  model text, day date, input_tokens integer, output_tokens integer,
  cache_read_tokens integer, cache_write_tokens integer, cache_write_1h_tokens integer default null,
  web_searches integer default null
) returns numeric
language plpgsql stable security invoker set search_path = '' as $$
declare
  price private.model_prices := private.price_of(model_cost.model, model_cost.day,
    coalesce(model_cost.input_tokens, 0) + coalesce(model_cost.cache_read_tokens, 0)
      + coalesce(model_cost.cache_write_tokens, 0));
  kept_1h integer := least(coalesce(model_cost.cache_write_1h_tokens, 0),
    coalesce(model_cost.cache_write_tokens, 0));
begin
  if model_cost.input_tokens is null and model_cost.output_tokens is null then
    return null;
  end if;
  return (coalesce(model_cost.input_tokens, 0) * price.input_usd
    + coalesce(model_cost.output_tokens, 0) * price.output_usd
    + coalesce(model_cost.cache_read_tokens, 0) * price.cache_read_usd
    + (coalesce(model_cost.cache_write_tokens, 0) - kept_1h) * price.cache_write_5m_usd
    + kept_1h * price.cache_write_1h_usd) / 1000000
    + coalesce(model_cost.web_searches, 0) * price.search_usd / 1000;
end
$$;
comment on function private.model_cost(
  text, date, integer, integer, integer, integer, integer, integer) is
  'USD of one call by the prices of its day. Null when the model or its tokens are unknown. Of '
  'cache_write_tokens those of an hour are told apart; thinking is in output_tokens.';

alter table public.agent_instances enable row level security;
alter table public.agent_actions_log enable row level security;
grant select on public.agent_instances, public.agent_actions_log to authenticated;
create policy "operators read their tenant's variants" on public.agent_instances
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
create policy "operators read their tenant's log" on public.agent_actions_log
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
