-- A model call: asked for, made, settled; on each path its row in the log ends.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('log_content', 0, true, 0, 1,
   '1: the log keeps what was said to the model and what it answered, redacted');

create function private.start_call(
  lease uuid, task public.agent_tasks, agent text, variant public.agent_instances,
  prompt_tokens integer, searches integer default 0
) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  call_id constant uuid := gen_random_uuid();
  closed_for constant integer := private.breaker_wait(variant.model);
  begun_at timestamptz;
  refusal jsonb;
begin
  -- The row first: it looks for its person, and whoever holds a budget waits for nobody.
  insert into public.agent_actions_log
    (id, tenant_id, agent_type, agent_instance_id, action_type, user_id, context_id, context_type,
     task_id, trace_id, lease_token, model_used, status)
  select call_id, task.tenant_id, start_call.agent, variant.id, 'llm_call', task.user_id, c.id,
    case when c.id is not null then 'conversation' end, task.id, task.trace_id, start_call.lease,
    variant.model, 'started'
  from (select (task.context_json ->> 'conversation_id')::uuid) c (id)
  returning created_at into begun_at;
  if closed_for > 0 then
    refusal := jsonb_build_object('refused', 'breaker_open', 'retry_after_seconds', closed_for);
  else
    refusal := private.reserve(call_id, task, variant.model, start_call.prompt_tokens,
      variant.max_tokens, start_call.searches);
    if refusal is null and closed_for = 0 and not private.take_probe(variant.model, call_id) then
      -- Somebody else's call is the one that tries.
      perform private.settle_reservation(call_id, 0);
      refusal := jsonb_build_object('refused', 'breaker_open', 'retry_after_seconds',
        private.setting('breaker_cool_down_seconds'));
    end if;
  end if;
  if refusal is not null then
    update public.agent_actions_log l set
      status = 'settled', settled_at = clock_timestamp(), attempts = 0,
      outcome = case refusal ->> 'refused' when 'breaker_open' then 'provider' else 'budget' end,
      error = refusal ->> 'refused'
    where l.id = call_id and l.created_at = begun_at;
  end if;
  return jsonb_build_object('id', call_id, 'refused', null, 'retry_after_seconds', null,
    'log_content', private.setting('log_content', task.tenant_id) = 1) || coalesce(refusal, '{}');
end
$$;
comment on function private.start_call(
  uuid, public.agent_tasks, text, public.agent_instances, integer, integer) is
  'The log row of a model call that is about to be made, and leave to make it: {"id", "refused", '
  '"retry_after_seconds", "log_content"}. One that is refused is settled at once, with no attempt. '
  'The last thing its transaction does: it may wait for the tenant''s budget.';

create function private.kept_content(tenant_id uuid, content jsonb) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case when jsonb_typeof(content) = 'object' and octet_length(content::text) <= 100000
    and private.setting('log_content', kept_content.tenant_id) = 1 then content end;
end
$$;
comment on function private.kept_content(uuid, jsonb) is
  'What was redacted where it was said; nothing, unless the tenant wants it kept.';

create function private.settle_call(lease uuid, call jsonb) returns public.agent_actions_log
language plpgsql security invoker set search_path = '' as $$
declare
  settled public.agent_actions_log;
begin
  if call is null or jsonb_typeof(call) = 'null' then
    return null;
  end if;
  update public.agent_actions_log l set
    status = 'settled', settled_at = clock_timestamp(), outcome = call ->> 'outcome',
    model_used = coalesce(call ->> 'model', l.model_used), prompt_hash = call ->> 'prompt_hash',
    prompt_version = call ->> 'prompt_version',
    input_tokens = (call ->> 'input_tokens')::integer,
    output_tokens = (call ->> 'output_tokens')::integer,
    thinking_tokens = (call ->> 'thinking_tokens')::integer,
    cache_read_tokens = (call ->> 'cache_read_tokens')::integer,
    cache_write_tokens = (call ->> 'cache_write_tokens')::integer,
    cache_write_1h_tokens = (call ->> 'cache_write_1h_tokens')::integer,
    web_searches = (call ->> 'web_searches')::integer,
    attempts = (call ->> 'attempts')::integer, latency_ms = (call ->> 'latency_ms')::integer,
    request_id = call ->> 'request_id', stop_reason = call ->> 'stop_reason',
    error = call ->> 'error',
    input_data = private.kept_content(l.tenant_id, call -> 'input'),
    output_data = private.kept_content(l.tenant_id, call -> 'output'),
    cost_usd = case when (call ->> 'unpaid')::boolean then 0 else
      private.model_cost(call ->> 'model', (l.created_at at time zone 'UTC')::date,
        (call ->> 'input_tokens')::integer, (call ->> 'output_tokens')::integer,
        (call ->> 'cache_read_tokens')::integer, (call ->> 'cache_write_tokens')::integer,
        (call ->> 'cache_write_1h_tokens')::integer, (call ->> 'web_searches')::integer) end
  where l.lease_token = settle_call.lease and l.id = (call ->> 'id')::uuid
    -- The months ahead need not be looked at.
    and l.status <> 'settled' and l.created_at < now() + interval '1 day'
  returning * into settled;
  if found then
    if settled.attempts is distinct from 0 then
      perform private.increment_usage_metrics(settled.tenant_id, settled.user_id,
        (settled.created_at at time zone 'UTC')::date, settled.input_tokens, settled.output_tokens,
        settled.cache_read_tokens, settled.cache_write_tokens, settled.cost_usd);
    end if;
    perform private.settle_reservation(settled.id, settled.cost_usd);
    perform private.note_outcome(settled);
    perform private.note_prompt(
      settled.prompt_hash, settled.agent_type, call ->> 'prompt_version');
  end if;
  return settled;
end
$$;
comment on function private.settle_call(uuid, jsonb) is
  'Writes how a model call ended, and counts it as used, if it was sent, once. A fact even when its '
  'turn came too late, so not fenced by time. Before any user is locked: usage comes first in the lock order. '
  'Null when there was nothing to settle.';

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
  'A turn that ended leaves no call open: one that was never made, or whose worker died. Its '
  'reservation stands: nobody knows whether it was paid for, until a late settlement tells.';

create function private.first_call(turn jsonb) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  task public.agent_tasks;
  variant public.agent_instances;
begin
  if turn -> 'context' -> 'instance' is null then
    return turn;
  end if;
  select * into task from public.agent_tasks t where t.id = (turn #>> '{tasks,0,id}')::uuid;
  select * into variant from public.agent_instances i
    where i.id = (turn #>> '{context,instance,id}')::uuid;
  return jsonb_set(turn, '{context,call}', private.start_call((turn ->> 'lease')::uuid, task,
    turn #>> '{context,agent_type}', variant, private.setting('prompt_tokens')::integer
      + private.tokens_most(turn ->> 'context')));
exception
  when deadlock_detected or serialization_failure or query_canceled then
    raise;
  when others then
    -- As a context that cannot be made: the sweep takes the lease back, and counts the try.
    raise warning 'no call for %: %', turn ->> 'lane_key', sqlstate;
    update private.leases l set expires_at = '-infinity' where l.token = (turn ->> 'lease')::uuid;
    return null;
end
$$;
comment on function private.first_call(jsonb) is
  'A turn with leave to make its first model call, if it is one that calls a model.';

create function private.with_first_calls(turns jsonb[]) returns jsonb[]
language plpgsql security invoker set search_path = '' as $$
declare
  turn jsonb;
  ready jsonb[] := '{}';
begin
  for turn in select t from unnest(with_first_calls.turns) with ordinality u (t, nth)
    order by private.budget_order((t ->> 'tenant_id')::uuid), nth
  loop
    ready := ready || private.first_call(turn);
  end loop;
  return array_remove(ready, null);
end
$$;
comment on function private.with_first_calls(jsonb[]) is
  'The turns of a claim with their first calls, the tenants in the order of their budget locks.';

create function private.next_call(
  lease private.leases, task public.agent_tasks, settled public.agent_actions_log, answer jsonb
) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  variant public.agent_instances;
  prompt integer;
  searches integer := case task.task_type when 'research_solution'
    then private.setting('web_searches_max', task.tenant_id) else 0 end;
begin
  -- The turn's own variant, even if it was switched off meanwhile.
  select * into variant from public.agent_instances i where i.id = settled.agent_instance_id;
  if variant.id is null then
    variant := private.instance_of(lease.function_name, task.tenant_id, task.user_id);
  end if;
  -- What the last one was sent and said; when its server does not tell, what it was taken to be.
  prompt := coalesce(
    settled.input_tokens + settled.output_tokens + coalesce(settled.cache_read_tokens, 0)
      + coalesce(settled.cache_write_tokens, 0),
    (select r.prompt_tokens from private.budget_reservations r where r.call_id = settled.id)
      + variant.max_tokens,
    2 * private.setting('prompt_tokens')::integer + variant.max_tokens);
  return private.start_call(lease.token, task, lease.function_name, variant,
    prompt + private.tokens_most(answer::text)
      + (searches * private.setting('web_search_tokens'))::integer, searches);
end
$$;
comment on function private.next_call(
  private.leases, public.agent_tasks, public.agent_actions_log, jsonb) is
  'Leave for the next model call of a turn: its prompt is the last one''s, what that answered, and '
  'what it now hears.';

create function worker.start_search(lease uuid, provider text) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  held private.leases;
  task public.agent_tasks;
  searcher public.agent_instances;
begin
  select * into held from private.leases l where l.token = start_search.lease for no key update;
  if held.token is null then
    return jsonb_build_object('lost', true);
  end if;
  select * into task from public.agent_tasks t
    where t.lease_token = held.token and t.status = 'processing' order by t.seq limit 1;
  searcher.model := start_search.provider;
  searcher.max_tokens := 0;
  return private.start_call(held.token, task, held.function_name, searcher, 0, 1);
end
$$;
comment on function worker.start_search(uuid, text) is
  'Leave for one search of the web by a service that is no model, at its price of '
  'private.model_prices: its log row, as start_call has it. {"lost": true} when the lease is no '
  'longer the caller''s.';
