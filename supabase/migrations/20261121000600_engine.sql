-- How a task finds its place: completing, folding, numbering, settling lanes and ringing bells.

create function private.next_hop(caused_by uuid) returns integer
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce((select least(t.hop + 1, 16) from public.agent_tasks t
    where t.id = next_hop.caused_by), 1);
end
$$;
comment on function private.next_hop(uuid) is
  'How many agents have woken one another, with this task, since a person spoke. What has gone '
  'through more than hop_max is not begun: the claim leaves it to the sweep, which buries it.';

create function private.is_too_far(hop integer) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  -- Hops are counted up to 16: a limit above that would be none.
  return hop > 0 and hop > least(private.setting('hop_max'), 15);
end
$$;
comment on function private.is_too_far(integer) is
  'Whether agents have woken one another too often.';

create function private.complete_task() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  kind private.task_types;
begin
  select * into kind from private.task_types t where t.task_type = new.task_type;
  if not found then
    raise exception 'there is no task type %', new.task_type
      using errcode = 'foreign_key_violation', hint = 'Add it to private.task_types.';
  end if;
  new.tenant_id := coalesce(new.tenant_id,
    (select u.tenant_id from public.users u where u.id = new.user_id),
    (select c.tenant_id from public.conversations c
      where c.id = (new.context_json ->> 'conversation_id')::uuid));
  new.agent_type := coalesce(new.agent_type, kind.agent_type);
  new.lane_key := coalesce(new.lane_key, kind.lane_kind || ':' || coalesce(
    case
      when kind.lane_kind in ('conversation', 'send', 'urgent', 'summary')
        then new.context_json ->> 'conversation_id'
      when kind.lane_kind in ('user', 'analysis') then new.user_id::text
      when kind.lane_kind = 'request' then new.context_json ->> 'request_id'
    end,
    new.context_id::text, new.user_id::text, new.tenant_id::text));
  if new.caused_by is not null and new.event_ids = '{}' and kind.lane_kind <> 'send' then
    new.hop := private.next_hop(new.caused_by);
  end if;
  perform private.note_arrival(new.lane_key);
  return new;
end
$$;
comment on function private.complete_task() is
  'Fills in what a task type knows: its lane, its agent, and the tenant of its person.';

create function private.keep_lane() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  raise exception 'a task stays in its lane' using errcode = 'restrict_violation';
end
$$;
comment on function private.keep_lane() is
  'A lane finds its new tasks by its name: one moved before it had its place would never be found.';
create trigger tasks_stay_in_their_lane before update of lane_key on public.agent_tasks
  for each row when (new.lane_key <> old.lane_key) execute function private.keep_lane();

create function private.arrivals() returns text[]
language plpgsql stable security invoker set search_path = '' as $$
declare
  noted text := nullif(current_setting('yachtparty.arrivals', true), '');
begin
  if noted = 'many' then
    -- Only this transaction's own new tasks are visible without a number.
    return (select array_agg(distinct t.lane_key) from public.agent_tasks t where t.seq is null);
  end if;
  return string_to_array(noted, ' ');
end
$$;
comment on function private.arrivals() is
  'The lanes that this transaction has brought tasks and not yet placed them; null: none.';

create function private.note_arrival(lane_key text) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  noted text := coalesce(current_setting('yachtparty.arrivals', true), '');
begin
  -- Kept beside the tables, and undone with a savepoint as they are: to look for tasks without a
  -- number would read every one that ever was without, while somebody holds an old snapshot.
  if noted = 'many' or note_arrival.lane_key = any (string_to_array(noted, ' ')) then
    return;
  end if;
  -- A bulk of thousands is looked for after all: a list of them would grow with every one.
  perform set_config('yachtparty.arrivals', case when length(noted) > 4000 then 'many'
    else ltrim(noted || ' ' || note_arrival.lane_key) end, true);
end
$$;
comment on function private.note_arrival(text) is 'Remembers a lane until its new task is placed.';
create trigger tasks_are_completed before insert on public.agent_tasks
  for each row execute function private.complete_task();

create function private.ring(function_name text, by_sweep boolean default false) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  url text;
begin
  -- Shared with every other committer, exclusive in answer_bell: a drain that puts the bell down
  -- waits for who has seen it up and not yet committed, and so cannot miss their task.
  perform pg_advisory_xact_lock_shared(hashtext('bell'), hashtext(ring.function_name));
  perform private.stop_point('ring.heard');
  update private.bells b set
    pending = true, rung_at = clock_timestamp(), rings = b.rings + 1,
    sweep_rings = b.sweep_rings + ring.by_sweep::integer
  from private.functions f
  where b.function_name = ring.function_name and f.name = b.function_name
    -- While it is paused, what is urgent wakes it.
    and (f.paused_at is null or exists (select from private.lanes l
      where l.function_name = f.name and l.priority = 0 and l.due <= clock_timestamp()))
    and (not b.pending or b.rung_at < clock_timestamp() - make_interval(secs => private.setting(
      case when ring.by_sweep then 'sweep_ring_after_seconds' else 'ring_again_seconds' end)
      ::double precision));
  if not found then
    return false;
  end if;
  url := private.vault_secret('functions_url');
  if url is not null then
    perform net.http_post(
      url => url || '/' || ring.function_name,
      body => '{}'::jsonb,
      headers => jsonb_build_object('content-type', 'application/json',
        'x-bell-secret', private.vault_secret('bell_secret')),
      timeout_milliseconds => 1000);
  end if;
  perform private.stop_point('ring.sent');
  return true;
end
$$;
comment on function private.ring(text, boolean) is
  'Wakes an Edge Function once, however many ask. Carries nothing. True when a ring was sent. '
  'Definer: only it needs pg_net and Vault.';

create function private.make_lanes(lane_keys text[]) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  if exists (select from unnest(make_lanes.lane_keys) k (lane_key)
    where not exists (select from private.lanes l where l.lane_key = k.lane_key)) then
    insert into private.lanes (lane_key, tenant_id)
      select distinct on (t.lane_key) t.lane_key, t.tenant_id
      from public.agent_tasks t
      where t.seq is null and t.lane_key = any (make_lanes.lane_keys)
      order by t.lane_key
      on conflict do nothing;
  end if;
end
$$;
comment on function private.make_lanes(text[]) is 'Lanes for new tasks, where there are none yet.';

create function private.lock_lanes(lane_keys text[]) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  -- With those that are still to be settled: a second lock would come out of order.
  wanted text[] := lock_lanes.lane_keys || private.arrivals();
begin
  perform private.make_lanes(wanted);
  perform 1 from private.lanes l where l.lane_key = any (wanted)
    order by l.lane_key for no key update;
end
$$;
comment on function private.lock_lanes(text[]) is
  'Takes lanes, and those of this transaction''s new tasks, in key order. Lanes come after users, '
  'conversations and messages; only bells follow.';

create function private.fold_tasks(lane_keys text[]) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  with arrived as (
    select t.id, t.scheduled_for, t.event_ids, t.arrival, t.hop,
      coalesce(waiting.id, first_value(t.id) over same_key) as keeper_id
    from public.agent_tasks t
    -- Lateral and limited: the planner believes that nothing waits, and would read all that does.
    left join lateral (
      select w.id from public.agent_tasks w
      where w.tenant_id = t.tenant_id and w.task_type = t.task_type
        and w.dedupe_key = t.dedupe_key and w.status = 'pending' and w.seq is not null
      limit 1) waiting on true
    where t.seq is null and t.dedupe_key is not null and t.lane_key = any (fold_tasks.lane_keys)
    window same_key as (partition by t.tenant_id, t.task_type, t.dedupe_key order by t.arrival)
  ),
  folded as (
    delete from public.agent_tasks t using arrived a
    where t.id = a.id and a.keeper_id <> a.id
    returning a.keeper_id, a.scheduled_for, a.event_ids, a.arrival, a.hop
  ),
  gathered as (
    select f.keeper_id, count(*) as folded_count,
      min(f.scheduled_for) as earliest, max(f.scheduled_for) as latest, min(f.hop) as hop,
      array_agg(e order by f.arrival) filter (where e is not null) as event_ids
    from folded f left join lateral unnest(f.event_ids) e on true
    group by f.keeper_id
  )
  update public.agent_tasks t set
    merged_count = t.merged_count + g.folded_count,
    -- If a person has spoken meanwhile, they have.
    hop = least(t.hop, g.hop),
    event_ids = t.event_ids || coalesce(g.event_ids, '{}'),
    -- A debounced task moves later with each text, but never past its ceiling; any other comes
    -- sooner.
    scheduled_for = case
      when t.blocking then t.scheduled_for
      when t.debounced then greatest(t.scheduled_for, least(g.latest, t.created_at
        + make_interval(secs =>
            private.setting('reply_debounce_max_ms', t.tenant_id)::double precision / 1000)))
      else least(t.scheduled_for, g.earliest) end
  from gathered g where t.id = g.keeper_id;
end
$$;
comment on function private.fold_tasks(text[]) is
  'Merges new tasks into one that waits under the same key, never into one in work. Lanes locked.';

create function private.place_arrivals(lane_keys text[]) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  arrived text[];
  fold boolean;
  taken bigint;
begin
  -- Only this transaction's own new tasks are visible without a number.
  select array_agg(t.lane_key), bool_or(t.dedupe_key is not null) into arrived, fold
    from public.agent_tasks t
    where t.seq is null and t.lane_key = any (place_arrivals.lane_keys);
  if arrived is null then
    return;
  elsif fold then
    perform private.fold_tasks(arrived);
    arrived := array(select t.lane_key from public.agent_tasks t
      where t.seq is null and t.lane_key = any (arrived));
  end if;
  if cardinality(arrived) = 1 then
    -- What nearly every transaction brings.
    update private.lanes l set last_seq = l.last_seq + 1 where l.lane_key = arrived[1]
      returning l.last_seq into taken;
    update public.agent_tasks t set seq = taken where t.seq is null and t.lane_key = arrived[1];
    return;
  end if;
  with placed as (
    select t.id, t.lane_key,
      row_number() over (partition by t.lane_key order by t.arrival) as nth
    from public.agent_tasks t
    where t.seq is null and t.lane_key = any (arrived)
  ),
  counted as (
    update private.lanes l set last_seq = l.last_seq + c.arrived
    from (select p.lane_key, count(*) as arrived from placed p group by p.lane_key) c
    where l.lane_key = c.lane_key
    returning l.lane_key, l.last_seq - c.arrived as base
  )
  update public.agent_tasks t set seq = c.base + p.nth
  from placed p join counted c using (lane_key)
  where t.id = p.id;
end
$$;
comment on function private.place_arrivals(text[]) is
  'Folds and numbers this transaction''s new tasks. Lanes locked, so seq is commit order.';

create function private.lane_head(lane_key text)
returns table (due timestamptz, function_name text, priority integer)
language plpgsql stable security invoker set search_path = '' as $$
declare
  wall bigint;
  first public.agent_tasks;
begin
  -- Behind a task that was put back nothing may pass; before it, and without one, the earliest
  -- may go, whatever its number: a follow-up for tomorrow does not hold up today's reply.
  select t.seq into wall from public.agent_tasks t
    where t.lane_key = lane_head.lane_key and t.status = 'pending' and t.blocking
    order by t.seq limit 1;
  select * into first from public.agent_tasks t
    where t.lane_key = lane_head.lane_key and t.status = 'pending' and t.seq is not null
      and (wall is null or t.seq <= wall)
    order by t.scheduled_for, t.seq limit 1;
  if first.scheduled_for <= now() then
    -- Of those that are due the first in the lane, as the claim takes them.
    select * into first from public.agent_tasks t
      where t.lane_key = lane_head.lane_key and t.status = 'pending' and t.seq is not null
        and (wall is null or t.seq <= wall) and t.scheduled_for <= now()
      order by t.seq limit 1;
  end if;
  if first.id is null then
    return;
  end if;
  return query
  select first.scheduled_for, coalesce(k.function_name,
      (select private.agent_of(u) from public.users u where u.id = first.user_id)),
    array_position(array['urgent', 'high', 'medium', 'low'], first.priority) - 1
  from private.task_types k where k.task_type = first.task_type;
end
$$;
comment on function private.lane_head(text) is
  'When a lane''s next task may run, on which function, and how urgently; no row when none waits.';

create function private.return_task(task public.agent_tasks) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  waiting public.agent_tasks;
begin
  select * into waiting from public.agent_tasks t
    where t.tenant_id = task.tenant_id and t.task_type = task.task_type
      and t.dedupe_key = task.dedupe_key and t.status = 'pending' and t.seq is not null;
  if found then
    -- The younger folds into the older, which stands before it and has its history.
    update public.agent_tasks t set status = 'cancelled', completed_at = clock_timestamp(),
      event_ids = '{}', result_json = jsonb_build_object('folded_into', task.id)
      where t.id = waiting.id;
  end if;
  update public.agent_tasks t set
    status = 'pending', lease_token = null, started_at = null,
    scheduled_for = case when t.blocking then t.scheduled_for
      else greatest(t.scheduled_for, waiting.scheduled_for) end,
    merged_count = t.merged_count
      + case when waiting.id is null then 0 else waiting.merged_count + 1 end,
    hop = least(t.hop, waiting.hop),
    event_ids = t.event_ids || coalesce(waiting.event_ids, '{}')
  where t.id = task.id;
end
$$;
comment on function private.return_task(public.agent_tasks) is
  'Puts a task in work back in its place. Its lane is locked: one that waits under the same key is '
  'folded in instead of violating the index.';

create function private.next_turn_at(
  turns_at timestamptz[], tenant_id uuid, promised timestamptz default null
) returns timestamptz
language plpgsql stable security invoker set search_path = '' as $$
declare
  -- Since the oldest that counts; the first three quarters are free.
  span interval := make_interval(
    secs => private.setting('turns_window_seconds', next_turn_at.tenant_id)::double precision);
  most integer := private.setting('turns_max', next_turn_at.tenant_id);
  counted timestamptz[] := array(select t from unnest(next_turn_at.turns_at) t
    where t > now() - span order by t);
  used integer := cardinality(counted);
begin
  if used < most * 3 / 4 then
    return null;
  elsif used >= most then
    return least(counted[used - most + 1] + span, promised);
  end if;
  -- What was said before is not put off by the next text.
  return least(counted[used] + (counted[1] + span - counted[used]) / (most - used + 1), promised);
end
$$;
comment on function private.next_turn_at(timestamptz[], uuid, timestamptz) is
  'Backpressure: when a conversation may have its next turn, or null: now. The last quarter of '
  'turns_max is spread over what is left of the window, so that a flood is read in ever larger '
  'bites, and in no window more than turns_max.';

create function private.look_at_heads(
  lane_keys text[], ended text[], careful boolean, ring boolean, soon timestamptz
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update private.lanes l set
    lease_token = case when not k.ended then l.lease_token end,
    careful = case when k.ended then coalesce(look_at_heads.careful, l.careful)
      else l.careful end,
    function_name = head.function_name, priority = head.priority,
    -- Who was served goes behind those who wait; its own order is by number.
    due = case when l.paused_at is not null then null
      when k.ended and head.due is not null then greatest(head.due, now())
      else head.due end,
    -- A drain waits for what is due soon; the sweep rings for the rest when its time comes.
    rung_at = case when look_at_heads.ring and head.due <= look_at_heads.soon then now() end
  from (select lane_key, lane_key = any (look_at_heads.ended) as ended
    from unnest(look_at_heads.lane_keys) lane_key) k
  join private.lanes paced using (lane_key)
  left join lateral (
    select h.function_name, h.priority, case when cardinality(paced.turns_at) < 2 then h.due
      else greatest(h.due,
        private.next_turn_at(paced.turns_at, paced.tenant_id, paced.due)) end as due
    from private.lane_head(k.lane_key) h) head on true
  where l.lane_key = k.lane_key and (k.ended or (l.lease_token is null and l.paused_at is null
    and (l.due, l.function_name, l.priority)
      is distinct from (head.due, head.function_name, head.priority)));
end
$$;
comment on function private.look_at_heads(text[], text[], boolean, boolean, timestamptz) is
  'Recomputes due, function and priority of lanes from their heads, and takes the lease from those '
  'that ended, in one write. Lanes locked.';

create function private.settle_lanes(
  touched text[] default '{}', ended text[] default '{}', careful boolean default null,
  ring boolean default true
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  arrived text[] := private.arrivals();
  lane_keys text[] := array(
    select distinct k from unnest(arrived || settle_lanes.touched || settle_lanes.ended) k);
  soon timestamptz := now() + make_interval(
    secs => private.setting('reply_debounce_max_ms')::double precision / 1000);
begin
  -- Every lane is locked, in key order, before any is written; what follows reads a new snapshot.
  perform private.lock_lanes(lane_keys);
  perform private.stop_point('settle.locked');
  perform set_config('yachtparty.arrivals', '', true);
  if settle_lanes.ended <> '{}' then
    perform private.return_task(t) from public.agent_tasks t
      where t.status = 'processing' and t.lease_token = any (array(
        select l.lease_token from private.lanes l where l.lane_key = any (settle_lanes.ended)));
  end if;
  perform private.place_arrivals(lane_keys);
  perform private.look_at_heads(
    lane_keys, settle_lanes.ended, settle_lanes.careful, settle_lanes.ring, soon);
  perform private.stop_point('settle.looked');
  if settle_lanes.ring then
    perform private.ring(woken.function_name) from (
      select distinct l.function_name from unnest(lane_keys) k (lane_key)
      cross join lateral (
        select * from private.lanes l where l.lane_key = k.lane_key limit 1) l
      join public.tenants n on n.id = l.tenant_id and (n.paused_at is null or l.priority = 0)
      where l.due <= soon order by 1) woken;
  end if;
end
$$;
comment on function private.settle_lanes(text[], text[], boolean, boolean) is
  'The last thing a transaction does: places its new tasks, ends leases (what is still in work '
  'goes back), recomputes due and rings. Whoever changes the head of a lane ends here. careful: '
  'what ended lanes are to be from now on. ring: false when the caller rings, once, in name order. '
  'Definer: a plan over a table with RLS is one role''s; now the owner''s at a commit, now a '
  'worker''s, it would be made anew each time.';

create function private.turned() returns text[]
language plpgsql stable security invoker set search_path = '' as $$
begin
  return string_to_array(nullif(current_setting('yachtparty.turned', true), ''), ' ');
end
$$;
comment on function private.turned() is
  'The lanes of conversations that this transaction has paused or given back; null: none.';

create function private.place_tasks() returns trigger
language plpgsql security definer set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
begin
  -- Fires once a row; the first firing places them all, and turns the lanes of conversations that
  -- were paused or given back: all that a transaction does to lanes, it does to them at once.
  if private.turned() is not null then
    perform private.settle_turned();
  elsif private.arrivals() is not null then
    perform private.settle_lanes();
  -- By its id: a bulk's own numbered tasks still clutter the index of those without a number.
  elsif (select t.seq is null from public.agent_tasks t where t.id = new.id) then
    -- Somebody has reset the session's settings, and this one with them.
    perform private.settle_lanes(touched => array[new.lane_key]);
  end if;
  return null;
end
$$;
comment on function private.place_tasks() is
  'At commit: gives new tasks their places and rings. Definer: whose call brought the work, a '
  'member''s or a worker''s, has no say in where it goes.';
create constraint trigger tasks_take_their_place
  after insert on public.agent_tasks deferrable initially deferred
  for each row when (new.seq is null) execute function private.place_tasks();
