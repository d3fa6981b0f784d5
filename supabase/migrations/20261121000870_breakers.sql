-- One breaker a model: when its calls fail, it is left alone, and asked by one call at a time.

insert into private.settings (name, value, description) values
  ('breaker_window', 10, 'a model''s breaker looks at so many of its last calls'),
  ('breaker_minutes', 10, 'none of them older than this'),
  ('breaker_failures', 5, 'and opens when so many of them failed'),
  ('breaker_cool_down_seconds', 20,
   'how long it then leaves the model alone; twice as long after each probe that failed'),
  ('breaker_cool_down_seconds_max', 600, 'but never longer than this'),
  ('breaker_probe_seconds', 120, 'a probe of which nobody tells is given up after this');

create table private.model_breakers (
  model text primary key,
  state text not null
    constraint state_is_known check (state in ('closed', 'open', 'half_open')),
  since timestamptz not null,
  cool_down_seconds integer not null,
  retry_at timestamptz,
  probe_call_id uuid,
  constraint what_is_not_closed_is_tried_again check ((retry_at is null) = (state = 'closed')),
  constraint half_open_by_one_probe check ((probe_call_id is not null) = (state = 'half_open'))
) with (fillfactor = 70);
comment on table private.model_breakers is
  'Only of models that failed; one that is not there is closed. Which calls failed is read from '
  'agent_actions_log: a call that goes well writes nothing here.';
comment on column private.model_breakers.probe_call_id is
  'The call that tries. Not a foreign key: agent_actions_log is partitioned.';
comment on column private.model_breakers.since is
  'When it came into this state. What ended before a breaker closed is not held against it.';
comment on column private.model_breakers.retry_at is
  'When the next probe may be sent; of a half-open one, when the probe is given up.';

create function private.is_outage(outcome text) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return is_outage.outcome in ('timeout', 'network', 'provider', 'rate_limit');
end
$$;
comment on function private.is_outage(text) is
  'Whether a call failed by its server. A refusal or a wrong request says nothing of its health.';

create function private.lock_breaker(model text) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  return pg_try_advisory_xact_lock(hashtext('breaker'), hashtext(lock_breaker.model));
end
$$;
comment on function private.lock_breaker(text) is
  'Whoever changes a breaker holds this, and nobody waits for it: who comes second leaves it to '
  'the first. So a claim, which holds lanes, and a finish, which wants them, may both be here.';

create function private.breaker_wait(model text) returns integer
language plpgsql stable security invoker set search_path = '' as $$
declare
  breaker private.model_breakers;
begin
  select * into breaker from private.model_breakers b where b.model = breaker_wait.model;
  if breaker.model is null or breaker.state = 'closed' then
    return null;
  end if;
  -- A probe is answered long before it is given up.
  return greatest(0, ceil(least(extract(epoch from breaker.retry_at - clock_timestamp()),
    case breaker.state when 'half_open'
      then private.setting('breaker_cool_down_seconds') end)));
end
$$;
comment on function private.breaker_wait(text) is
  'Null: call it. 0: it may be probed. Else the seconds until it may.';

create function private.take_probe(model text, call_id uuid) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  if not private.lock_breaker(take_probe.model) then
    return false;
  end if;
  update private.model_breakers b set state = 'half_open', since = clock_timestamp(),
    probe_call_id = take_probe.call_id, retry_at = clock_timestamp()
      + make_interval(secs => private.setting('breaker_probe_seconds')::double precision)
  where b.model = take_probe.model and b.state <> 'closed' and b.retry_at <= clock_timestamp();
  return found;
end
$$;
comment on function private.take_probe(text, uuid) is
  'Whether this call is the one that may try a model whose breaker is open.';

create function private.outages(model text, since timestamptz) returns integer
language plpgsql stable security invoker set search_path = '' as $$
declare
  -- Asked once, not of each row.
  oldest constant timestamptz := greatest(outages.since, clock_timestamp()
    - make_interval(mins => private.setting('breaker_minutes')::integer));
  calls_max constant integer := private.setting('breaker_window');
begin
  return (
    select count(*) filter (where private.is_outage(w.outcome))
    from (
      select l.outcome from public.agent_actions_log l
      where l.model_used = outages.model and l.outcome is not null
        and l.attempts is distinct from 0 and l.settled_at > oldest
        -- A call takes minutes at most: the months before need not be looked at.
        and l.created_at > now() - interval '1 day' and l.created_at < now() + interval '1 day'
      order by l.settled_at desc limit calls_max) w);
end
$$;
comment on function private.outages(text, timestamptz) is
  'How many of a model''s last calls failed by their server.';

create function private.settle_probe(breaker private.model_breakers, call public.agent_actions_log)
returns void
language plpgsql security invoker set search_path = '' as $$
declare
  failed constant boolean := private.is_outage(call.outcome);
  wait constant integer := case when call.attempts = 0 then 0
    else least(2 * breaker.cool_down_seconds, private.setting('breaker_cool_down_seconds_max')) end;
begin
  if not private.lock_breaker(breaker.model) then
    return; -- Its probe is given up in time.
  end if;
  update private.model_breakers b set
    state = case when failed or call.attempts = 0 then 'open' else 'closed' end,
    since = clock_timestamp(), probe_call_id = null,
    cool_down_seconds = case when call.attempts = 0 then b.cool_down_seconds when failed then wait
      else private.setting('breaker_cool_down_seconds')::integer end,
    retry_at = case when failed or call.attempts = 0
      then clock_timestamp() + make_interval(secs => wait) end
  where b.model = breaker.model and b.probe_call_id = call.id;
end
$$;
comment on function private.settle_probe(private.model_breakers, public.agent_actions_log) is
  'A probe that went well closes its breaker; one that failed opens it for twice as long; one that '
  'was never sent leaves it to another.';

create function private.note_outcome(call public.agent_actions_log) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  breaker private.model_breakers;
  wait integer;
begin
  select * into breaker from private.model_breakers b where b.model = call.model_used;
  if breaker.probe_call_id = call.id then
    perform private.settle_probe(breaker, call);
  elsif private.is_outage(call.outcome) and call.attempts is distinct from 0
    and coalesce(breaker.state, 'closed') = 'closed'
    and private.outages(call.model_used, breaker.since) >= private.setting('breaker_failures')
    and private.lock_breaker(call.model_used)
  then
    wait := private.setting('breaker_cool_down_seconds');
    insert into private.model_breakers as b (model, state, since, cool_down_seconds, retry_at)
      values (call.model_used, 'open', clock_timestamp(), wait,
        clock_timestamp() + make_interval(secs => wait))
      on conflict on constraint model_breakers_pkey do update set state = excluded.state, since = excluded.since,
        cool_down_seconds = excluded.cool_down_seconds, retry_at = excluded.retry_at
        where b.state = 'closed';
  end if;
end
$$;
comment on function private.note_outcome(public.agent_actions_log) is
  'What a call that ended says of its model. One that went well reads one row and writes none.';

create function worker.close_breaker(model text) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  insert into private.model_breakers as b (model, state, since, cool_down_seconds)
    values (close_breaker.model, 'closed', clock_timestamp(),
      private.setting('breaker_cool_down_seconds'))
    on conflict on constraint model_breakers_pkey do update set state = excluded.state,
      since = excluded.since, cool_down_seconds = excluded.cool_down_seconds, retry_at = null,
      probe_call_id = null;
end
$$;
comment on function worker.close_breaker(text) is
  'For an operator who knows that a model is well: it is called again from now on, and what failed '
  'before is forgotten.';
