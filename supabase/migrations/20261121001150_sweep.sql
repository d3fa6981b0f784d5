-- What a worker left behind: leases given back or run out, lanes that nobody came for.

create function worker.give_back(leases uuid[]) returns integer
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  lane_keys text[];
begin
  with held as (
    select l.token from private.leases l where l.token = any (give_back.leases)
    order by l.token for no key update
  ),
  given as (
    delete from private.leases l using held h where l.token = h.token returning l.*
  )
  select coalesce(array_agg(g.lane_key), '{}') into lane_keys from given g;
  perform private.close_calls(give_back.leases, 'given back');
  perform private.lock_lanes(lane_keys);
  perform private.forget_turns(lane_keys);
  perform private.settle_lanes(ended => lane_keys);
  return cardinality(lane_keys);
end
$$;
comment on function worker.give_back(uuid[]) is
  'A retiring isolate returns what it will not finish; no attempt is counted.';

create function private.free_lease(lease private.leases, at timestamptz) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  task public.agent_tasks;
begin
  perform private.tasks_not_through(array(select t from public.agent_tasks t
    where t.lease_token = lease.token and t.status = 'processing' and t.task_type = 'send_sms'));
  for task in
    select t.* from public.agent_tasks t
    where t.lease_token = lease.token and t.status = 'processing' and t.started_at is not null
    order by t.seq
  loop
    if private.is_too_far(task.hop) then
      perform private.bury(task, 'hop_limit', lease);
    else
      perform private.delay_task(lease, task, jsonb_build_object('outcome', 'retry', 'error',
        jsonb_build_object('code', 'lease_expired', 'message', 'its worker went silent')), at);
    end if;
  end loop;
  delete from private.leases l where l.token = lease.token;
  perform private.close_calls(array[lease.token], 'its worker went silent');
end
$$;
comment on function private.free_lease(private.leases, timestamptz) is
  'Takes a lane from a worker that is gone. Only what it had started counts as tried.';

create function private.settle_freed(freed text[]) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  one text;
begin
  -- Not rung here: ring_overdue rings all that the sweep rings, once and in name order.
  perform private.settle_lanes(ended => freed, careful => true, ring => false);
exception
  when deadlock_detected or serialization_failure or lock_not_available then
    raise;
  when others then
    -- One of them raises. One by one, in key order; it is set aside, the others go on.
    for one in select k from unnest(freed) k order by k loop
      begin
        perform private.settle_lanes(ended => array[one], careful => true, ring => false);
      exception
        when deadlock_detected or serialization_failure or lock_not_available then
          -- No fault of the lane's: the next sweep frees them all again.
          raise;
        when others then
          raise warning 'lane % quarantined: %', one, sqlstate;
          insert into private.leases
              (token, lane_key, tenant_id, function_name, claimed_at, expires_at)
            select l.lease_token, l.lane_key, l.tenant_id, l.function_name, now(), 'infinity'
            from private.lanes l where l.lane_key = one and l.lease_token is not null;
          update private.sweeps s set lanes_quarantined = s.lanes_quarantined + 1;
      end;
    end loop;
end
$$;
comment on function private.settle_freed(text[]) is
  'Gives lanes back whose leases are freed; one that raises keeps a lease for ever.';

create function private.sweep_leases(at timestamptz) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  lease private.leases;
  freed text[] := '{}'::text[];
begin
  for lease in
    select l.* from private.leases l where l.expires_at < sweep_leases.at
    order by l.token limit private.setting('sweep_lanes_max')::integer
    for no key update skip locked
  loop
    perform private.stop_point('sweep.fenced');
    -- Each in a block of its own: one that raises is set aside, the others go on.
    begin
      perform private.free_lease(lease, at);
      freed := freed || lease.lane_key;
    exception
      when deadlock_detected or serialization_failure or lock_not_available then
        raise warning 'lane % is left to the next sweep: %', lease.lane_key, sqlstate;
      when others then
        raise warning 'lane % quarantined: %', lease.lane_key, sqlstate;
        update private.leases l set expires_at = 'infinity' where l.token = lease.token;
        update private.sweeps s set lanes_quarantined = s.lanes_quarantined + 1;
    end;
  end loop;
  perform private.settle_freed(freed);
  return cardinality(freed);
end
$$;
comment on function private.sweep_leases(timestamptz) is
  'Frees the leases that nobody beats. A lane that raises keeps its lease for ever: quarantined, '
  'counted, and shown by health.';

create function private.ring_overdue(at timestamptz) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  woken text[];
begin
  with overdue as (
    -- Each function for itself: what one that is down has waiting must not hide another's.
    select l.lane_key, l.function_name from private.functions f
    cross join lateral (
      select l.lane_key, l.function_name from private.lanes l
      join public.tenants n on n.id = l.tenant_id and n.paused_at is null
      -- Nobody was told that its time has come; or was, and the ring or its drain was lost.
      where l.function_name = f.name and l.due <= ring_overdue.at
        and (l.rung_at is null or greatest(l.due, l.rung_at) < ring_overdue.at - make_interval(
          secs => private.setting('sweep_ring_after_seconds')::double precision))
      order by l.due limit 20
      for no key update of l skip locked) l
    where private.leases_free(f.name) > 0
    union all
    -- What is urgent goes on while its function or its tenant is paused.
    select l.lane_key, l.function_name from private.functions f
    cross join lateral (
      select l.lane_key, l.function_name from private.lanes l
      join public.tenants n on n.id = l.tenant_id
      where l.function_name = f.name and l.priority = 0 and l.due <= ring_overdue.at
        and (f.paused_at is not null or n.paused_at is not null)
        and (l.rung_at is null or greatest(l.due, l.rung_at) < ring_overdue.at - make_interval(
          secs => private.setting('sweep_ring_after_seconds')::double precision))
      order by l.due limit 20
      for no key update of l skip locked) l
  ),
  told as (
    update private.lanes l set rung_at = ring_overdue.at from overdue o
    where l.lane_key = o.lane_key returning l.function_name
  )
  select array_agg(distinct t.function_name order by t.function_name) into woken from told t;
  return (select count(*) filter (where private.ring(w, true))
    from unnest(coalesce(woken, '{}')) w);
end
$$;
comment on function private.ring_overdue(timestamptz) is
  'Rings for lanes that are due and unclaimed: at due when nobody rang, else 3 s after the ring.';

create function worker.process_tasks_batch(at timestamptz default now()) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  freed integer;
  rung integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('sweep'), 0) then
    return jsonb_build_object('swept', false);
  end if;
  freed := private.sweep_leases(at);
  perform private.lift_pauses(at);
  rung := private.ring_overdue(at);
  update private.sweeps s set swept_at = clock_timestamp(), sweeps = s.sweeps + 1,
    leases_freed = s.leases_freed + freed, lanes_rung = s.lanes_rung + rung;
  return jsonb_build_object('swept', true, 'leases_freed', freed, 'rung', rung);
end
$$;
comment on function worker.process_tasks_batch(timestamptz) is
  'The sweep: frees expired leases, resumes the senders whose pause is over, and rings what is due '
  'and was not claimed. Every 5 s by cron; by doors and drains too when its heartbeat is old, '
  'since pg_cron itself can die.';

create function worker.ring_on(function_name text) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  return exists (select 1 from private.lanes l
      join public.tenants n on n.id = l.tenant_id and n.paused_at is null
      where l.function_name = ring_on.function_name and l.due <= clock_timestamp())
    -- Nobody could claim it: two drains would ring each other until somebody can.
    and private.leases_free(ring_on.function_name) > 0
    and private.ring(ring_on.function_name);
end
$$;
comment on function worker.ring_on(text) is
  'A drain that must end leaves what is due to another isolate. True when it rang.';

create function worker.sweep_when_silent(seconds_max integer default 15) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  if exists (select 1 from private.sweeps s
    where s.swept_at > clock_timestamp() - make_interval(secs => seconds_max)) then
    return false;
  end if;
  return (worker.process_tasks_batch() ->> 'swept')::boolean;
end
$$;
comment on function worker.sweep_when_silent(integer) is
  'Sweeps when nobody has for a while. True when it did.';
