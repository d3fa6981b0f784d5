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
  'Nothing but what is urgent is claimed for this function, and nothing else rings it. False: '
  'there is no such function.';

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
  'Its texts are stored and wait; of its texts out none begins to leave but one in a crisis. '
  'False: no such tenant.';

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

create function private.taken_over() returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return 'its conversation is paused';
end
$$;
comment on function private.taken_over() is 'Why the lane of a paused conversation is paused.';

create function private.is_taken_over(lane_key text) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return starts_with(lane_key, 'conversation:') and exists (
    select from public.conversations c where c.status = 'paused'
      and c.id::text = substr(is_taken_over.lane_key, length('conversation:') + 1));
end
$$;
comment on function private.is_taken_over(text) is 'Whether it is a paused conversation''s lane.';

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
  -- One whose conversation a human has taken over stays paused, for that reason alone.
  update private.lanes l set
    paused_at = case when private.is_taken_over(l.lane_key) then l.paused_at end,
    paused_reason = case when private.is_taken_over(l.lane_key) then private.taken_over() end
    where l.lane_key = resume_lane.lane_key and l.paused_at is not null;
  let_go := let_go or (found and not private.is_taken_over(resume_lane.lane_key));
  perform private.settle_lanes(touched => array[resume_lane.lane_key]);
  return let_go;
end
$$;
comment on function worker.resume_lane(text) is
  'A lane that was paused, or set aside by the sweep, goes on. False: it was neither, or its '
  'conversation is paused: give that back instead.';

create function private.note_turned() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  perform set_config('yachtparty.turned', array_to_string(
    private.turned() || ('conversation:' || new.id), ' '), true);
  return null;
end
$$;
comment on function private.note_turned() is
  'Remembers that a conversation was paused or given back, until the commit turns its lane.';
create trigger a_conversation_is_turned after update of status on public.conversations
  for each row when ((old.status = 'paused') <> (new.status = 'paused'))
  execute function private.note_turned();
create trigger a_conversation_begins_paused after insert on public.conversations
  for each row when (new.status = 'paused') execute function private.note_turned();

create function private.settle_turned() returns void
language plpgsql security definer set search_path = '' as $$
declare
  keys text[] := private.turned();
begin
  perform set_config('yachtparty.turned', '', true);
  -- What is to be held may not have begun.
  insert into private.lanes (lane_key, tenant_id)
    select 'conversation:' || c.id, c.tenant_id from public.conversations c
    where c.status = 'paused' and 'conversation:' || c.id = any (keys)
      and c.id = any (array(select substr(k, length('conversation:') + 1)::uuid
        from unnest(keys) k))
    order by 1 on conflict do nothing;
  perform private.lock_lanes(keys);
  -- Somebody's own pause of the lane stands beside it, and outlasts it.
  update private.lanes l set due = null, rung_at = null,
    paused_at = case when private.is_taken_over(l.lane_key) then clock_timestamp() end,
    paused_reason = case when private.is_taken_over(l.lane_key) then private.taken_over() end
    where l.lane_key = any (keys)
      and (l.paused_at is null or l.paused_reason = private.taken_over());
  perform private.settle_lanes(touched => keys);
end
$$;
comment on function private.settle_turned() is
  'While a human has taken a conversation over its texts are stored, and nobody answers. All lanes '
  'that a transaction turns, and those of its new tasks, at once and last. Definer, as '
  'settle_lanes.';

create function private.turn_lanes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.turned() is not null then
    perform private.settle_turned();
  end if;
  return null;
end
$$;
comment on function private.turn_lanes() is
  'At commit, when no new task has done so before. Definer: as place_tasks.';
create constraint trigger a_paused_conversation_pauses_its_lane
  after insert or update of status on public.conversations deferrable initially deferred
  for each row execute function private.turn_lanes();

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

create function private.revive_texts(task public.agent_tasks, letter public.event_dead_letters)
returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  if task.task_type = 'reply' then
    -- What was given up waits for an answer again; a turn in work, which began later, leaves it be.
    update public.messages m set unanswered_reason = null
      where m.unanswered_reason = 'given_up'
        and m.conversation_id = (task.context_json ->> 'conversation_id')::uuid
        and m.position between letter.first_position and letter.last_position;
    return found;
  end if;
  update public.messages m set status_reason = null,
      status = case when exists (select from public.message_parts p where p.message_id = m.id)
        then 'sending' else 'queued_for_send' end
    where task.task_type = 'send_sms' and m.status = 'failed' and m.status_reason = 'given_up'
      and m.id = (task.context_json ->> 'message_id')::uuid;
  if task.task_type = 'compose_outreach' then
    update public.message_queue q set status = 'approved', status_reason = 'being_composed'
      where q.id = task.context_id and q.status = 'failed' and q.status_reason = 'not_composed';
    return found;
  end if;
  -- One that nobody asked for is looked at anew before it leaves, and counted when it does.
  update public.message_queue q set status = 'approved', status_reason = null,
      slot_at = case when exists (select from public.message_parts p
        where p.message_id = q.delivered_message_id
          and (p.accepted_at is not null or p.status = 'unknown')) then q.slot_at end
    where task.task_type = 'send_sms' and q.tenant_id = task.tenant_id
      and q.delivered_message_id = (task.context_json ->> 'message_id')::uuid
      and q.status = 'failed' and q.status_reason = 'given_up';
  return true;
end
$$;
comment on function private.revive_texts(public.agent_tasks, public.event_dead_letters) is
  'Undoes what giving a task up did to its own texts. False: none of them waits for it any more.';

create function private.replay_letter(letter public.event_dead_letters, task public.agent_tasks)
returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  if not private.revive_texts(task, letter) then
    -- A second reply would answer nothing.
    update public.event_dead_letters d set discarded_at = clock_timestamp(),
      discarded_reason = 'none of its texts waits for an answer' where d.id = letter.id;
    return false;
  end if;
  update public.event_dead_letters d set replayed_at = clock_timestamp() where d.id = letter.id;
  -- Its events are open again.
  update public.events e set open_tasks = e.open_tasks + again.tasks, processed = false
    from (select id, count(*)::integer as tasks from unnest(task.event_ids) id group by id) again
    where e.id = again.id;
  -- A new place at the end of its lane, and all its tries and hops again; the history stays.
  update public.agent_tasks t set status = 'pending', seq = null, completed_at = null,
    result_json = null, retry_count = 0, rerun_count = 0, refusal = null, blocking = false,
    lease_token = null, started_at = null, failing_since = null, hop = 0, scheduled_for = now()
    where t.id = task.id;
  return true;
end
$$;
comment on function private.replay_letter(public.event_dead_letters, public.agent_tasks) is
  'Gives one dead task all its tries again; its lane is settled by the caller.';

create function private.replay_letters(letter_ids uuid[]) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  task_id uuid;
  task public.agent_tasks;
  letter public.event_dead_letters;
  replayed text[] := '{}';
begin
  -- Person by person, as a finish does.
  foreach task_id in array array(select t.id from public.event_dead_letters d
    join public.agent_tasks t on t.id = d.task_id and t.status = 'failed'
    where d.id = any (letter_ids) order by t.user_id, t.lane_key, t.arrival)
  loop
    select * into task from public.agent_tasks t where t.id = task_id;
    perform private.lock_matter(task);
    -- Looked at again under the locks: a STOP may have come, or another replay.
    select * into letter from public.event_dead_letters d
      where d.task_id = task.id and d.discarded_at is null for no key update;
    continue when not found;
    select * into task from public.agent_tasks t
      where t.id = letter.task_id and t.status = 'failed' for no key update;
    if found and private.replay_letter(letter, task) then
      replayed := replayed || task.lane_key;
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
  'its task is not dead any more, or none of its texts waits for an answer (then it is discarded).';

create function private.open_letters(
  task_type text, since timestamptz, until timestamptz, tenant_id uuid, letters_max integer,
  with_task boolean
) returns uuid[]
language plpgsql stable security invoker set search_path = '' as $$
begin
  return array(select d.id from public.event_dead_letters d
    where d.task_type = open_letters.task_type
      and d.last_failed_at >= open_letters.since and d.last_failed_at < open_letters.until
      and (open_letters.tenant_id is null or d.tenant_id = open_letters.tenant_id)
      and d.replayed_at is null and d.discarded_at is null
      and (not open_letters.with_task or exists (select from public.agent_tasks t
        where t.id = d.task_id and t.status = 'failed'))
    order by d.last_failed_at limit least(open_letters.letters_max, 1000));
end
$$;
comment on function private.open_letters(
  text, timestamptz, timestamptz, uuid, integer, boolean) is
  'The oldest letters of a kind that nobody has dealt with, by when they died. At most 1,000. '
  'with_task: a letter outlives its task, but is not replayed without it.';

create function worker.replay_dead_letters(
  task_type text, since timestamptz default '-infinity', until timestamptz default 'infinity',
  tenant_id uuid default null, letters_max integer default 100
) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  letters uuid[] := private.open_letters(replay_dead_letters.task_type,
    replay_dead_letters.since, replay_dead_letters.until, replay_dead_letters.tenant_id,
    replay_dead_letters.letters_max, true);
begin
  perform private.replay_letters(letters);
  return cardinality(letters);
end
$$;
comment on function worker.replay_dead_letters(
  text, timestamptz, timestamptz, uuid, integer) is
  'Replays the oldest letters of a kind that died in [since, until), of one tenant or of all; how '
  'many it dealt with: one whose texts are answered is discarded instead. Call it until it answers '
  '0: one batch a transaction, so that nobody waits for long.';

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
    discard_dead_letters.letters_max, false), discard_dead_letters.reason);
end
$$;
comment on function worker.discard_dead_letters(
  text, text, timestamptz, timestamptz, uuid, integer) is
  'Discards the oldest letters of a kind that died in [since, until); how many.';
