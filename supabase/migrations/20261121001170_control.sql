-- What whoever runs the engine may do with it: pause, resume, cancel, replay, discard.

create function private.said(reason text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  if said.reason ~ '\S' then
    return left(btrim(said.reason), 500);
  end if;
  raise exception 'say why' using errcode = 'invalid_parameter_value',
    hint = 'The reason stays beside what it was done to.';
end
$$;
comment on function private.said(text) is 'A reason, as it is kept: never an empty one.';

-- Pausing: what is in work ends as it would; nothing new begins until it is resumed. ------------

create function worker.pause_function(function_name text, reason text) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  update private.functions f set paused_at = coalesce(f.paused_at, clock_timestamp()),
    paused_reason = private.said(pause_function.reason)
  where f.name = pause_function.function_name;
  return found;
end
$$;
comment on function worker.pause_function(text, text) is
  'Nothing is claimed for this function and its bell is silent. False: there is no such function.';

create function worker.resume_function(function_name text) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  update private.functions f set paused_at = null, paused_reason = null
  where f.name = resume_function.function_name and f.paused_at is not null;
  if not found then
    return false;
  end if;
  perform worker.ring_on(resume_function.function_name);
  return true;
end
$$;
comment on function worker.resume_function(text) is
  'And rings it, if something is due. False: it was not paused.';

create function worker.pause_tenant(tenant_id uuid, reason text) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  update public.tenants t set paused_at = coalesce(t.paused_at, clock_timestamp()),
    paused_reason = private.said(pause_tenant.reason)
  where t.id = pause_tenant.tenant_id;
  return found;
end
$$;
comment on function worker.pause_tenant(uuid, text) is
  'Its texts are stored and wait; of its texts out none begins to leave. False: no such tenant.';

create function worker.resume_tenant(tenant_id uuid) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  update public.tenants t set paused_at = null, paused_reason = null
  where t.id = resume_tenant.tenant_id and t.paused_at is not null;
  if not found then
    return false;
  end if;
  perform worker.ring_on(waiting.function_name) from (
    select distinct l.function_name from private.lanes l
    where l.tenant_id = resume_tenant.tenant_id and l.due is not null order by 1) waiting;
  return true;
end
$$;
comment on function worker.resume_tenant(uuid) is
  'And rings the functions that have something due. False: it was not paused.';

create function private.hold_lane(lane_key text, tenant_id uuid, reason text) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  -- What is to be held may not have begun.
  insert into private.lanes (lane_key, tenant_id)
    values (hold_lane.lane_key, hold_lane.tenant_id) on conflict do nothing;
  perform private.lock_lanes(array[hold_lane.lane_key]);
  update private.lanes l set due = null, rung_at = null,
    paused_at = coalesce(l.paused_at, clock_timestamp()), paused_reason = hold_lane.reason
  where l.lane_key = hold_lane.lane_key;
end
$$;
comment on function private.hold_lane(text, uuid, text) is
  'Pauses a lane; made when there is none.';

create function worker.pause_lane(lane_key text, reason text) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  home uuid := (select l.tenant_id from private.lanes l where l.lane_key = pause_lane.lane_key);
begin
  if home is null then
    return false;
  end if;
  perform private.hold_lane(pause_lane.lane_key, home, private.said(pause_lane.reason));
  return true;
end
$$;
comment on function worker.pause_lane(text, text) is
  'What is queued in it waits. False: there is no such lane. To take over a conversation set its '
  'status to paused instead: its lane follows.';

create function worker.resume_lane(lane_key text) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  let_go boolean;
begin
  -- One that raised in the sweep was set aside under a lease for ever: the next sweep tries again.
  update private.leases l set expires_at = clock_timestamp()
    where l.lane_key = resume_lane.lane_key and l.expires_at = 'infinity';
  let_go := found;
  perform private.lock_lanes(array[resume_lane.lane_key]);
  update private.lanes l set paused_at = null, paused_reason = null
    where l.lane_key = resume_lane.lane_key and l.paused_at is not null;
  let_go := let_go or found;
  perform private.settle_lanes(touched => array[resume_lane.lane_key]);
  return let_go;
end
$$;
comment on function worker.resume_lane(text) is
  'A lane that was paused, or set aside by the sweep, goes on. False: it was neither.';

create function private.pause_with_conversation() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if new.status = 'paused' then
    perform private.hold_lane('conversation:' || new.id, new.tenant_id,
      'its conversation is paused');
  else
    perform worker.resume_lane('conversation:' || new.id);
  end if;
  return null;
end
$$;
comment on function private.pause_with_conversation() is
  'While a human has taken a conversation over its texts are stored, and nobody answers. At the '
  'commit: lanes are locked last.';
create constraint trigger a_paused_conversation_pauses_its_lane
  after update of status on public.conversations deferrable initially deferred
  for each row when ((old.status = 'paused') <> (new.status = 'paused'))
  execute function private.pause_with_conversation();
create constraint trigger a_conversation_begun_paused_pauses_its_lane
  after insert on public.conversations deferrable initially deferred
  for each row when (new.status = 'paused')
  execute function private.pause_with_conversation();

-- Cancelling. -----------------------------------------------------------------------------------

create function private.lock_matter(task public.agent_tasks) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform 1 from public.users u where u.id = task.user_id for no key update;
  perform 1 from public.conversations c
    where c.id = (task.context_json ->> 'conversation_id')::uuid for no key update;
  perform 1 from public.messages m
    where case task.task_type
      when 'reply' then m.conversation_id = (task.context_json ->> 'conversation_id')::uuid
        and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null
      when 'send_sms' then m.id = (task.context_json ->> 'message_id')::uuid end
    order by m.position for no key update;
end
$$;
comment on function private.lock_matter(public.agent_tasks) is
  'What a task is about, in the lock order: its person, their thread, the texts it would end.';

create function private.drop_matter(task public.agent_tasks) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  if task.task_type = 'reply' then
    update public.messages m set unanswered_reason = 'cancelled'
    where m.conversation_id = (task.context_json ->> 'conversation_id')::uuid
      and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null
      -- Up to there a reply in work has seen them, and takes them.
      and m.position > coalesce((select s.watermark from private.leases s
        join public.agent_tasks t on t.lease_token = s.token and t.status = 'processing'
          and t.task_type = 'reply'
        where s.lane_key = task.lane_key), 0);
  elsif task.task_type = 'send_sms' then
    perform private.end_text((task.context_json ->> 'message_id')::uuid, 'cancelled', 'cancelled');
  end if;
end
$$;
comment on function private.drop_matter(public.agent_tasks) is
  'The texts of a cancelled task are accounted for: unanswered, or not sent, by somebody''s wish.';

create function worker.cancel_task(task_id uuid, reason text) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  task public.agent_tasks;
  why text := private.said(cancel_task.reason);
begin
  select * into task from public.agent_tasks t where t.id = cancel_task.task_id;
  if not found then
    return 'unknown';
  end if;
  perform private.lock_matter(task);
  perform private.lock_lanes(array[task.lane_key]);
  perform private.stop_point('cancel.locked');
  -- A claim holds the lane from its look to its commit: what we see now stays so.
  select * into task from public.agent_tasks t where t.id = cancel_task.task_id for no key update;
  if not found or task.status <> 'pending' then
    perform private.settle_lanes(touched => array[task.lane_key]);
    return case when task.status = 'processing' then 'in_work' else 'over' end;
  end if;
  perform private.drop_matter(task);
  perform private.end_task(task, 'cancelled', jsonb_build_object('reason', why));
  perform private.settle_lanes(touched => array[task.lane_key]);
  return 'cancelled';
end
$$;
comment on function worker.cancel_task(uuid, text) is
  'Takes a task that waits out of its lane: cancelled | in_work (its turn ends in seconds; pause '
  'its lane to be first next time) | over | unknown. What stands behind it goes on.';

-- Dead letters. ---------------------------------------------------------------------------------

create function private.revive_texts(task public.agent_tasks) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  if task.task_type = 'reply' then
    -- What was given up waits for an answer again; a turn in work, which began later, leaves it be.
    update public.messages m set unanswered_reason = null
      where m.unanswered_reason = 'given_up'
        and m.conversation_id = (task.context_json ->> 'conversation_id')::uuid;
    return found;
  end if;
  update public.messages m set status_reason = null,
      status = case when exists (select from public.message_parts p where p.message_id = m.id)
        then 'sending' else 'queued_for_send' end
    where task.task_type = 'send_sms' and m.status = 'failed' and m.status_reason = 'given_up'
      and m.id = (task.context_json ->> 'message_id')::uuid;
  return true;
end
$$;
comment on function private.revive_texts(public.agent_tasks) is
  'Undoes what giving a task up did to its texts. False: another replay has taken them already.';

create function private.replay_letter(letter_id uuid, task public.agent_tasks) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  if not private.revive_texts(task) then
    -- A second reply would answer nothing.
    update public.event_dead_letters d set discarded_at = clock_timestamp(),
      discarded_reason = 'another letter''s replay took its texts'
      where d.id = replay_letter.letter_id;
    return false;
  end if;
  update public.event_dead_letters d set replayed_at = clock_timestamp()
    where d.id = replay_letter.letter_id;
  -- Its events are open again.
  update public.events e set open_tasks = e.open_tasks + again.tasks, processed = false
    from (select id, count(*)::integer as tasks from unnest(task.event_ids) id group by id) again
    where e.id = again.id;
  -- A new place at the end of its lane, and all its tries again; the history stays.
  update public.agent_tasks t set status = 'pending', seq = null, completed_at = null,
    result_json = null, retry_count = 0, rerun_count = 0, refusal = null, blocking = false,
    lease_token = null, started_at = null, scheduled_for = now()
    where t.id = task.id;
  return true;
end
$$;
comment on function private.replay_letter(uuid, public.agent_tasks) is
  'Gives one dead task all its tries again; its lane is settled by the caller.';

create function private.replay_letters(letter_ids uuid[]) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  letter record;
  replayed text[] := '{}';
begin
  -- Person by person, as a finish does.
  for letter in
    select d.id, t as task from public.event_dead_letters d
    join public.agent_tasks t on t.id = d.task_id and t.status = 'failed'
    where d.id = any (letter_ids) and d.discarded_at is null
    order by t.user_id, t.lane_key, t.arrival for no key update of d, t
  loop
    if private.replay_letter(letter.id, letter.task) then
      replayed := replayed || (letter.task).lane_key;
    end if;
  end loop;
  perform private.settle_lanes(touched => replayed);
  return cardinality(replayed);
end
$$;
comment on function private.replay_letters(uuid[]) is
  'Replays those of these letters that can be; in their lanes they stand in their old order.';

create function worker.replay_dead_letter(dead_letter_id uuid) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  return private.replay_letters(array[dead_letter_id]) = 1;
end
$$;
comment on function worker.replay_dead_letter(uuid) is
  'Gives a dead task all its tries again. False when there is no such letter, it was discarded, '
  'its task is not dead any more, or another letter''s replay has taken its texts.';

create function private.open_letters(
  task_type text, since timestamptz, until timestamptz, tenant_id uuid, letters_max integer
) returns uuid[]
language plpgsql stable security invoker set search_path = '' as $$
begin
  return array(select d.id from public.event_dead_letters d
    where d.task_type = open_letters.task_type
      and d.last_failed_at >= open_letters.since and d.last_failed_at < open_letters.until
      and (open_letters.tenant_id is null or d.tenant_id = open_letters.tenant_id)
      and d.replayed_at is null and d.discarded_at is null
    order by d.last_failed_at limit least(open_letters.letters_max, 1000));
end
$$;
comment on function private.open_letters(text, timestamptz, timestamptz, uuid, integer) is
  'The oldest letters of a kind that nobody has dealt with, by when they died. At most 1,000.';

create function worker.replay_dead_letters(
  task_type text, since timestamptz default '-infinity', until timestamptz default 'infinity',
  tenant_id uuid default null, letters_max integer default 100
) returns integer
language plpgsql security invoker set search_path = '' as $$
begin
  return private.replay_letters(private.open_letters(replay_dead_letters.task_type,
    replay_dead_letters.since, replay_dead_letters.until, replay_dead_letters.tenant_id,
    replay_dead_letters.letters_max));
end
$$;
comment on function worker.replay_dead_letters(
  text, timestamptz, timestamptz, uuid, integer) is
  'Replays the oldest letters of a kind that died in [since, until), of one tenant or of all; how '
  'many. Call it until it answers 0: one batch a transaction, so that nobody waits for long.';

create function private.discard_letters(letter_ids uuid[], reason text) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  discarded integer;
begin
  update public.event_dead_letters d set discarded_at = clock_timestamp(),
    discarded_reason = private.said(discard_letters.reason)
  where d.id = any (discard_letters.letter_ids)
    and d.replayed_at is null and d.discarded_at is null;
  get diagnostics discarded = row_count;
  return discarded;
end
$$;
comment on function private.discard_letters(uuid[], text) is 'Nobody is to replay these; why.';

create function worker.discard_dead_letter(dead_letter_id uuid, reason text) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  return private.discard_letters(array[dead_letter_id], discard_dead_letter.reason) = 1;
end
$$;
comment on function worker.discard_dead_letter(uuid, text) is
  'Its task stays dead; the reason is kept. False: there is none, or it was dealt with before.';

create function worker.discard_dead_letters(
  task_type text, reason text, since timestamptz default '-infinity',
  until timestamptz default 'infinity', tenant_id uuid default null,
  letters_max integer default 100
) returns integer
language plpgsql security invoker set search_path = '' as $$
begin
  return private.discard_letters(private.open_letters(discard_dead_letters.task_type,
    discard_dead_letters.since, discard_dead_letters.until, discard_dead_letters.tenant_id,
    discard_dead_letters.letters_max), discard_dead_letters.reason);
end
$$;
comment on function worker.discard_dead_letters(
  text, text, timestamptz, timestamptz, uuid, integer) is
  'Discards the oldest letters of a kind that died in [since, until); how many.';
