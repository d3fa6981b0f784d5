-- What may be spent on the model: for one text, for a person and for a tenant a day; reserved
-- before each call, settled after it.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('message_budget_micro_usd', 500000, true, 0, 1000000000,
   'what the model calls of one task may cost, all its tries together; 1,000,000 is a dollar'),
  ('user_day_budget_micro_usd', 3000000, true, 0, 1000000000,
   'what the model calls for one person may cost on a UTC day'),
  ('tenant_day_budget_micro_usd', 200000000, true, 0, 1000000000000,
   'and those of a whole tenant'),
  ('budget_warning_percent', 80, true, 1, 100,
   'so much of a tenant''s day spent is an alert');
insert into private.settings (name, value, description) values
  ('prompt_tokens', 6000,
   'what an agent''s words and tools come to at most, besides what the claim hands out'),
  ('prompt_bytes_per_token', 3,
   'a token of what is handed out has at least so many bytes of ASCII; of all else it may be one'),
  ('budget_wait_seconds', 15,
   'a call for which there will be room once calls in flight are settled is asked for again'),
  ('budgets_days', 7, 'what was spent is kept this long; the log and the daily sums stay longer');

create table private.budgets (
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  scope text not null
    constraint scope_is_known check (scope in ('message', 'user_day', 'tenant_day')),
  scope_id uuid not null,
  day date not null,
  spent_micro_usd bigint not null default 0,
  exhausted_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (scope, scope_id, day)
) with (fillfactor = 60);
comment on table private.budgets is
  'What a task, a person''s day and a tenant''s day have spent, open reservations included. Only '
  'whoever holds the tenant''s budget lock (private.lock_budget) reads or writes it to decide.';
comment on column private.budgets.scope_id is
  'The task, the user or the tenant. Not a foreign key: the row goes after budgets_days.';
comment on column private.budgets.day is 'UTC; of a task the day it was made on.';
comment on column private.budgets.exhausted_at is
  'When a call was first refused that no settlement in flight could have made room for.';
create index budgets_by_tenant on private.budgets (tenant_id, day, scope);
create index budgets_by_age on private.budgets (created_at);

create table private.budget_reservations (
  call_id uuid primary key,
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  day date not null,
  user_id uuid,
  task_id uuid,
  task_day date,
  prompt_tokens integer not null,
  reserved_micro_usd bigint not null
    constraint reserved_is_not_negative check (reserved_micro_usd >= 0),
  actual_micro_usd bigint
    constraint actual_is_not_negative check (actual_micro_usd >= 0),
  created_at timestamptz not null default clock_timestamp()
) with (fillfactor = 70);
comment on table private.budget_reservations is
  'One row a call that is in flight, or settled and not yet folded into private.budgets: the most '
  'it can cost, and what it did. A call of which nobody tells stands at its most.';
comment on column private.budget_reservations.actual_micro_usd is
  'Null: not settled. A cost that is not known is the reserved one, never 0.';
comment on column private.budget_reservations.prompt_tokens is
  'What its prompt was taken to be: the next call of the turn begins from there.';
comment on column private.budget_reservations.call_id is
  'The row of agent_actions_log. Not a foreign key: that one is partitioned, and stays longer.';
comment on column private.budget_reservations.user_id is
  'Not a foreign key: the row is gone in a week, and holds nothing of theirs.';
comment on column private.budget_reservations.task_id is
  'Not a foreign key: a finished task may be forgotten first.';
create index reservations_by_day on private.budget_reservations (tenant_id, day);
create index reservations_by_age on private.budget_reservations (created_at);
alter table private.budgets set
  (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
alter table private.budget_reservations set
  (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create function private.budget_order(tenant_id uuid) returns integer
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return hashtext(budget_order.tenant_id::text);
end
$$;
comment on function private.budget_order(uuid) is
  'The key of a tenant''s budget lock. Who reserves for several tenants goes by this order.';

create function private.lock_budget(tenant_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('budget'), private.budget_order(lock_budget.tenant_id));
end
$$;
comment on function private.lock_budget(uuid) is
  'One reserves at a time for a tenant. Taken last, by claim and step alone; whoever holds it waits '
  'for no row, and who settles a call does not need it: docs/decisions/0017.';

create function private.tokens_most(words text) returns integer
language plpgsql stable security invoker set search_path = '' as $$
declare
  plain constant integer := length(regexp_replace(words, '[^\x01-\x7f]+', '', 'g'));
begin
  return ceil(plain / private.setting('prompt_bytes_per_token')) + octet_length(words) - plain;
end
$$;
comment on function private.tokens_most(text) is
  'The most tokens that words can come to: an emoji or a rare script may be one for each byte.';

create function private.worst_micro_usd(
  model text, day date, prompt_tokens integer, max_tokens integer, searches integer default 0
) returns bigint
language plpgsql stable security invoker set search_path = '' as $$
declare
  price private.model_prices :=
    private.price_of(worst_micro_usd.model, worst_micro_usd.day, worst_micro_usd.prompt_tokens);
begin
  if price.model is null then
    -- It has no price: the dearest there is.
    select max(p.input_usd), max(p.output_usd), max(p.cache_write_5m_usd), max(p.search_usd)
      into price.input_usd, price.output_usd, price.cache_write_5m_usd, price.search_usd
      from private.model_prices p where p.valid_from <= worst_micro_usd.day;
  end if;
  -- USD per million tokens are micro-USD per token. All of the prompt may be written to the cache.
  return ceil(
    worst_micro_usd.prompt_tokens * greatest(price.input_usd, price.cache_write_5m_usd)
    + worst_micro_usd.max_tokens * price.output_usd
    + worst_micro_usd.searches * price.search_usd * 1000);
end
$$;
comment on function private.worst_micro_usd(text, date, integer, integer, integer) is
  'The most that a call can cost. A model without a price is not refused: a new model, or a server '
  'of one''s own, would be an outage; it is taken to be as dear as the dearest.';

create function private.fold_reservations(tenant_id uuid, day date) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  with settled as (
    delete from private.budget_reservations r
    where r.tenant_id = fold_reservations.tenant_id and r.day = fold_reservations.day
      and r.actual_micro_usd is not null
    returning r.*
  ),
  freed as (
    select s.scope, s.id, s.day, sum(r.reserved_micro_usd - r.actual_micro_usd) as amount
    from settled r
    cross join lateral (values ('message', r.task_id, r.task_day), ('user_day', r.user_id, r.day),
      ('tenant_day', r.tenant_id, r.day)) s (scope, id, day)
    where s.id is not null group by 1, 2, 3
  )
  update private.budgets b set spent_micro_usd = b.spent_micro_usd - f.amount
  from freed f
  where b.scope = f.scope and b.scope_id = f.id and b.day = f.day and f.amount <> 0;
end
$$;
comment on function private.fold_reservations(uuid, date) is
  'Turns what calls were thought to cost into what they did. Budget locked.';

create function private.refuse_call(
  scope text, scope_id uuid, tenant_id uuid, day date, amount bigint
) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  in_flight bigint;
  room bigint;
begin
  if refuse_call.scope = 'message' then
    return jsonb_build_object('refused', 'message_budget', 'retry_after_seconds', null);
  end if;
  select coalesce(sum(r.reserved_micro_usd), 0) into in_flight
    from private.budget_reservations r
    where r.tenant_id = refuse_call.tenant_id and r.day = refuse_call.day
      and (refuse_call.scope = 'tenant_day' or r.user_id = refuse_call.scope_id)
      -- Of a worker that is gone nobody will tell.
      and r.created_at > clock_timestamp()
        - make_interval(secs => 2 * private.setting('lease_seconds')::double precision);
  select private.setting(refuse_call.scope || '_budget_micro_usd', refuse_call.tenant_id)
      - coalesce(sum(b.spent_micro_usd), 0) into room
    from private.budgets b where b.scope = refuse_call.scope
      and b.scope_id = refuse_call.scope_id and b.day = refuse_call.day;
  if room + in_flight >= refuse_call.amount and in_flight > 0 then
    return jsonb_build_object('refused', refuse_call.scope || '_budget',
      'retry_after_seconds', private.setting('budget_wait_seconds'));
  end if;
  insert into private.budgets as b (tenant_id, scope, scope_id, day, exhausted_at)
    values (refuse_call.tenant_id, refuse_call.scope, refuse_call.scope_id, refuse_call.day,
      clock_timestamp())
    on conflict on constraint budgets_pkey do update
      set exhausted_at = coalesce(b.exhausted_at, excluded.exhausted_at);
  return jsonb_build_object('refused', refuse_call.scope || '_budget', 'retry_after_seconds',
    ceil(extract(epoch from (refuse_call.day + 1)::timestamp
      - clock_timestamp() at time zone 'UTC')));
end
$$;
comment on function private.refuse_call(text, uuid, uuid, date, bigint) is
  'What the worker is told: soon, when calls in flight may leave room; else when the day is over. '
  'A text that has spent its own budget gets no more. Budget locked.';

create function private.reserve(
  call_id uuid, task public.agent_tasks, model text, prompt_tokens integer, max_tokens integer,
  searches integer default 0
) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  today constant date := (clock_timestamp() at time zone 'UTC')::date;
  task_day constant date := (task.created_at at time zone 'UTC')::date;
  scopes constant text[] := array['message', 'user_day', 'tenant_day'];
  ids constant uuid[] := array[task.id, task.user_id, task.tenant_id];
  days constant date[] := array[task_day, today, today];
  amount constant bigint := private.worst_micro_usd(
    reserve.model, today, reserve.prompt_tokens, reserve.max_tokens, reserve.searches);
  over integer;
begin
  perform private.lock_budget(task.tenant_id);
  perform private.stop_point('budget.locked');
  -- What the calls of this task on days before did cost, too.
  perform private.fold_reservations(task.tenant_id, d::date)
    from generate_series(greatest(task_day, today - 7), today, interval '1 day') d;
  select s.nth into over
    from unnest(scopes, ids, days) with ordinality s (scope, id, day, nth)
    left join private.budgets b on b.scope = s.scope and b.scope_id = s.id and b.day = s.day
    where s.id is not null and coalesce(b.spent_micro_usd, 0) + amount
      > private.setting(s.scope || '_budget_micro_usd', task.tenant_id)
    order by s.nth limit 1;
  if over is not null then
    return private.refuse_call(scopes[over], ids[over], task.tenant_id, today, amount);
  end if;
  insert into private.budgets as b (tenant_id, scope, scope_id, day, spent_micro_usd)
    select task.tenant_id, s.scope, s.id, s.day, amount
    from unnest(scopes, ids, days) s (scope, id, day) where s.id is not null
    on conflict on constraint budgets_pkey do update
      set spent_micro_usd = b.spent_micro_usd + excluded.spent_micro_usd;
  insert into private.budget_reservations (call_id, tenant_id, day, user_id, task_id, task_day,
      prompt_tokens, reserved_micro_usd)
    values (reserve.call_id, task.tenant_id, today, task.user_id, task.id, task_day,
      reserve.prompt_tokens, amount);
  return null;
end
$$;
comment on function private.reserve(
  uuid, public.agent_tasks, text, integer, integer, integer) is
  'Books the most that a call can cost in every budget that it touches, or says why not: '
  '{"refused", "retry_after_seconds"}. It belongs to the UTC day on which it is made.';

create function private.settle_reservation(call_id uuid, cost_usd numeric) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update private.budget_reservations r set actual_micro_usd
    = coalesce(ceil(settle_reservation.cost_usd * 1000000), r.reserved_micro_usd)
  where r.call_id = settle_reservation.call_id and r.actual_micro_usd is null;
end
$$;
comment on function private.settle_reservation(uuid, numeric) is
  'What a call did cost; unknown is the most it could. Nobody else wants this row: whoever next '
  'reserves for the tenant folds it.';

create function private.retire_budgets(at timestamptz default now()) returns integer
language sql security invoker set search_path = '' as $$
  with cutoff as materialized (
    select at - make_interval(days => private.setting('budgets_days')::integer) as at
  ),
  reservations as (
    delete from private.budget_reservations r where r.call_id in (
      select o.call_id from private.budget_reservations o, cutoff c where o.created_at < c.at
      order by o.created_at limit private.setting('retire_batch')::integer
      for update of o skip locked)
    returning 1
  ),
  spent as (
    delete from private.budgets b where (b.scope, b.scope_id, b.day) in (
      select o.scope, o.scope_id, o.day from private.budgets o, cutoff c where o.created_at < c.at
      order by o.created_at limit private.setting('retire_batch')::integer
      for update of o skip locked)
    returning 1
  )
  select (select count(*)::integer from reservations) + (select count(*)::integer from spent)
$$;
comment on function private.retire_budgets(timestamptz) is
  'Forgets days that are over, and the reservations of calls that nobody told of, one batch a call.';
