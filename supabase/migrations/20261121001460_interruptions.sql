-- What happens to proactive texts when their person writes, leaves, or is left alone.

create function private.look_again(user_id uuid, reasons text[], at timestamptz default now())
returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.message_queue q set look_at = look_again.at
  from (
    select w.id from public.message_queue w
    where w.user_id = look_again.user_id and w.tenant_id = (select u.tenant_id
        from public.users u where u.id = look_again.user_id)
      and w.status = 'queued' and w.status_reason = any (look_again.reasons)
      and w.look_at > look_again.at
    -- The carrier's news comes without its person's lock: it waits for nobody who decides.
    order by w.id for no key update skip locked) waiting
  where q.id = waiting.id;
end
$$;
comment on function private.look_again(uuid, text[], timestamptz) is
  'What held these texts up has changed: the orchestrator looks at them again.';

create function private.is_unsent(message public.messages) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return message.status = 'queued_for_send' or (message.status = 'sending' and not exists (
    select from public.message_parts p where p.message_id = message.id and p.status <> 'queued'));
end
$$;
comment on function private.is_unsent(public.messages) is
  'Whether nothing of a text out has left: it has not begun, or the carrier has put it off.';

create function private.put_back(text public.message_queue, reason text, until timestamptz)
returns void
language plpgsql security invoker set search_path = '' as $$
begin
  -- The message before what it came from, as everywhere. Its task finds it cancelled, and ends.
  update public.messages m set status = 'cancelled', status_reason = 'put_back'
    where m.id = text.delivered_message_id and private.is_unsent(m);
  if not found and text.delivered_message_id is not null then
    return;
  end if;
  update public.message_parts p set status = 'cancelled'
    where p.message_id = text.delivered_message_id and p.status = 'queued';
  update public.message_queue q set status = 'queued', status_reason = put_back.reason,
    look_at = put_back.until, approved_at = null, delivered_message_id = null, sender_id = null,
    slot_at = null
  where q.id = text.id and q.status = 'approved';
  if text.slot_at is not null then
    perform private.give_slot_back(text);
  elsif put_back.reason not in ('daily_limit', 'hourly_limit') then
    -- It has not used its place, which others may have waited for.
    perform private.look_again(text.user_id, array['daily_limit', 'hourly_limit']);
  end if;
end
$$;
comment on function private.put_back(public.message_queue, text, timestamptz) is
  'An approved text that has not begun to leave waits again; one that has goes on. Person locked.';

create function private.put_back_all(
  user_id uuid, reason text, until timestamptz, composing boolean
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.put_back(q, put_back_all.reason, put_back_all.until)
    from public.message_queue q
    where q.user_id = put_back_all.user_id and q.tenant_id = (select u.tenant_id
        from public.users u where u.id = put_back_all.user_id)
      and q.status = 'approved' and q.slot_at is null and q.priority <> 'urgent'
      and (put_back_all.composing or q.delivered_message_id is not null);
end
$$;
comment on function private.put_back_all(uuid, text, timestamptz, boolean) is
  'All of somebody''s approved texts that have not begun, but for urgent ones; composing: those '
  'too that are still being put into words. Person locked.';

create function private.interrupt_outreach(person public.users, at timestamptz default now())
returns void
language plpgsql security invoker set search_path = '' as $$
declare
  peace timestamptz;
begin
  if not exists (select from public.message_queue q where q.tenant_id = person.tenant_id
    and q.user_id = person.id and q.status in ('queued', 'approved')) then
    return;
  end if;
  peace := at + make_interval(mins =>
    private.setting('after_their_text_minutes', person.tenant_id)::integer);
  perform private.put_back_all(person.id, 'person_writes', peace, true);
  -- In the middle: something of it has left, and something still waits.
  update public.message_queue q set sequence_paused_at = at
  where q.tenant_id = person.tenant_id and q.user_id = person.id and q.status = 'queued'
    and q.sequence_id is not null and q.sequence_paused_at is null
    and exists (select from public.message_queue p
      where p.sequence_id = q.sequence_id
        and (p.status = 'sent' or (p.status = 'approved' and p.slot_at is not null)));
end
$$;
comment on function private.interrupt_outreach(public.users, timestamptz) is
  'Somebody has written: what has not begun to leave waits until they have had their answer, and '
  'a sequence in its middle until their agent says how it goes on. Person locked.';

create function private.steer_sequences(person public.users, way text, in_hours integer default 0)
returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.message_queue q set
    sequence_paused_at = null,
    status = case steer_sequences.way when 'cancel' then 'cancelled' else q.status end,
    status_reason = case steer_sequences.way when 'cancel' then 'withdrawn'
      else q.status_reason end,
    scheduled_for = greatest(q.scheduled_for,
      now() + make_interval(hours => steer_sequences.in_hours)),
    look_at = greatest(q.scheduled_for,
      now() + make_interval(hours => steer_sequences.in_hours))
  where q.tenant_id = person.tenant_id and q.user_id = person.id and q.status = 'queued'
    and q.sequence_paused_at is not null;
end
$$;
comment on function private.steer_sequences(public.users, text, integer) is
  'How the sequences that somebody interrupted go on: resume (at once, or in so many hours) or '
  'cancel. Left alone they are cancelled after sequence_pause_hours. Person locked.';

create function private.end_composing(task public.agent_tasks, status text) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.message_queue q set
    status = case end_composing.status when 'cancelled' then 'cancelled' else 'failed' end,
    status_reason = case end_composing.status when 'cancelled' then 'cancelled'
      else 'not_composed' end
  where q.id = task.context_id and q.status = 'approved' and q.delivered_message_id is null
    -- Put back and approved again meanwhile: the next turn has its turn.
    and not exists (select from public.agent_tasks t where t.context_type = 'queue_message'
      and t.context_id = q.id and t.task_type = 'compose_outreach'
      and t.status in ('pending', 'processing'));
  if found then
    perform private.look_again(task.user_id, array['daily_limit', 'hourly_limit']);
  end if;
end
$$;
comment on function private.end_composing(public.agent_tasks, text) is
  'A turn that was to put a text into words is over: if it did not, the text ends with it, and '
  'takes up no place any more.';

create function private.drop_outreach() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  update public.message_queue q set status = 'cancelled', status_reason = private.refused_to(new)
  where q.tenant_id = new.tenant_id and q.user_id = new.id and q.status in ('queued', 'approved')
    -- What is leaving says itself what became of it.
    and not exists (select from public.messages m
      where m.id = q.delivered_message_id and m.status <> 'queued_for_send');
  return null;
end
$$;
comment on function private.drop_outreach() is
  'Who has opted out, was blocked or made inactive is sent nothing of what waited for them.';
create trigger who_leaves_is_left_alone
  after update of opted_out_at, blocked_at, is_active on public.users
  for each row when ((new.opted_out_at is not null and old.opted_out_at is null)
    or (new.blocked_at is not null and old.blocked_at is null)
    or (old.is_active and not new.is_active))
  execute function private.drop_outreach();

create function private.look_at_all_again() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.look_again(new.id, array['quiet_hours', 'morning', 'muted', 'daily_limit',
    'hourly_limit', 'unreachable']);
  -- A new zone, or other hours: the moment that the old ones gave them is none of theirs.
  update public.user_message_budget b set not_before = null
    where b.user_id = new.id and b.not_before > now();
  return null;
end
$$;
comment on function private.look_at_all_again() is
  'A person''s zone, hours, limits or wishes have changed: what they held up is decided anew.';
create trigger new_wishes_are_heeded
  after update of timezone, quiet_hours_start, quiet_hours_end, daily_limit, hourly_limit,
    muted_until, unreachable_until on public.users
  for each row when ((old.timezone, old.quiet_hours_start, old.quiet_hours_end, old.daily_limit,
      old.hourly_limit, old.muted_until, old.unreachable_until)
    is distinct from (new.timezone, new.quiet_hours_start, new.quiet_hours_end, new.daily_limit,
      new.hourly_limit, new.muted_until, new.unreachable_until))
  execute function private.look_at_all_again();

create function private.uncount_text(text public.message_queue) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.user_message_budget b set messages_sent = greatest(b.messages_sent - 1, 0),
    -- One of them: two may have begun at the same moment.
    slots_at = b.slots_at[:array_position(b.slots_at, text.slot_at) - 1]
      || b.slots_at[array_position(b.slots_at, text.slot_at) + 1:]
  where b.user_id = text.user_id and text.slot_at = any (b.slots_at);
end
$$;
comment on function private.uncount_text(public.message_queue) is
  'A text has not left after all: no hour and no day has it.';

create function private.give_slot_back(text public.message_queue) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.uncount_text(text);
  perform private.look_again(text.user_id, array['daily_limit', 'hourly_limit']);
end
$$;
comment on function private.give_slot_back(public.message_queue) is
  'The carrier refused the text: its place in the hour and the day is free again.';

create function private.put_off_text(message_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  text public.message_queue;
begin
  select q.* into text from public.messages m
    join public.message_queue q on q.tenant_id = m.tenant_id and q.delivered_message_id = m.id
    where m.id = put_off_text.message_id and m.purpose = 'proactive' and q.status = 'approved'
      and q.slot_at is not null and private.is_unsent(m)
    for no key update of q;
  if found then
    update public.message_queue q set slot_at = null where q.id = text.id;
    perform private.uncount_text(text);
  end if;
end
$$;
comment on function private.put_off_text(uuid) is
  'The carrier took none of it, for now: approved it keeps its place, and is counted in the hour '
  'in which it leaves.';

create function private.follow_text() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  text public.message_queue;
begin
  update public.message_queue q set
    status = case when new.status in ('sent', 'delivered', 'undelivered') then 'sent'
      when new.status = 'cancelled' and new.status_reason = 'expired' then 'expired'
      when new.status = 'cancelled' then 'cancelled' else 'failed' end,
    sent_at = case when new.status in ('sent', 'delivered', 'undelivered')
      then coalesce(new.sent_at, clock_timestamp()) end,
    status_reason = case
      when new.status in ('sent', 'delivered', 'undelivered') then null
      else coalesce((select r.reason from private.outreach_reasons r
          where r.reason = new.status_reason and r.ends),
        case new.status when 'failed' then 'carrier_refused' when 'unknown' then 'fate_unknown'
          else 'cancelled' end) end,
    status_detail = (select 'error ' || p.error_code from public.message_parts p
      where p.message_id = new.id and p.error_code is not null order by p.part_index limit 1)
  where q.tenant_id = new.tenant_id and q.delivered_message_id = new.id
    and (q.status = 'approved' or (q.status = 'failed' and q.status_reason = 'fate_unknown'))
  returning * into text;
  if text.status = 'failed' and text.slot_at is not null and not exists (
    select from public.message_parts p where p.message_id = new.id
      and (p.accepted_at is not null or p.status = 'unknown')) then
    perform private.give_slot_back(text);
  elsif text.status <> 'sent' and text.slot_at is null then
    perform private.look_again(text.user_id, array['daily_limit', 'hourly_limit']);
  elsif text.status = 'sent' and text.sequence_id is not null then
    update public.message_queue q set look_at = least(q.look_at, now())
      where q.sequence_id = text.sequence_id and q.sequence_position = text.sequence_position + 1
        and q.status = 'queued' and q.status_reason = 'sequence_position';
  end if;
  return null;
end
$$;
comment on function private.follow_text() is
  'What became of a text is what became of its place in the queue: accepted, it is sent, and the '
  'next of its sequence may follow; refused, it has failed.';
create trigger the_queue_follows_its_texts after update of status, status_reason on public.messages
  for each row when (new.purpose in ('proactive', 'urgent')
    -- That its fate will stay unknown is news of a text that was unknown before.
    and (new.status, new.status_reason) is distinct from (old.status, old.status_reason)
    and new.status_reason is distinct from 'put_back'
    and (new.status in ('sent', 'delivered', 'undelivered', 'failed', 'cancelled')
      or (new.status = 'unknown' and new.status_reason = 'fate_unknown')))
  execute function private.follow_text();

-- The first text to somebody. --------------------------------------------------------------------

create function private.introduction(tenant_id uuid) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select t.name || ', ' || case t.product
        when 'network' then 'a members'' network by text' when 'coach' then 'a coach by text'
        else 'an assistant by text' end
      || '. I am an AI. At most ' || private.setting('daily_texts_max', t.id)
      || ' texts a day besides answers; msg & data rates may apply. HELP for help, STOP to end.'
    from public.tenants t where t.id = introduction.tenant_id);
end
$$;
comment on function private.introduction(uuid) is
  'Whose number this is, what it is, that it is an AI, how often it texts, how to get help and how '
  'to end it: CTIA Messaging Principles 5.1, and our own promise that an AI says that it is one.';

create function private.is_introduced(thread_id uuid) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return exists (select from public.messages m where m.conversation_id = is_introduced.thread_id
    and m.direction = 'outbound' and m.purpose in ('reply', 'proactive')
    and m.status not in ('cancelled', 'failed', 'undelivered', 'queued_for_send'));
end
$$;
comment on function private.is_introduced(uuid) is
  'Whether a text that said whose number it is has begun to leave in this thread, and may have '
  'arrived.';

create function private.introduce() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  words text;
begin
  if new.content !~ '\S' or private.is_introduced(new.conversation_id) then
    return new;
  end if;
  words := private.introduction(new.tenant_id);
  if not exists (select from public.messages m where m.conversation_id = new.conversation_id
    and m.direction = 'outbound' and m.status = 'queued_for_send'
    and starts_with(m.content, words)
    -- An answer overtakes these.
    and not (new.purpose = 'reply' and m.purpose = 'proactive')) then
    new.content := words || E'\n' || new.content;
  end if;
  return new;
end
$$;
comment on function private.introduce() is
  'The first text from a number says whose it is, whoever wrote it and why.';
-- Its name puts it behind the numbering, which locks the thread and fills in the status it looks
-- for, and before on_message_pending, which changes it.
create trigger newcomers_are_told_who_writes before insert on public.messages
  for each row when (new.direction = 'outbound' and new.status = 'pending'
    and new.purpose in ('reply', 'proactive'))
  execute function private.introduce();

-- What an operator may do to somebody. -----------------------------------------------------------

create function worker.block_person(user_id uuid, reason text) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set blocked_at = coalesce(u.blocked_at, now()),
    blocked_reason = private.said(block_person.reason)
  where u.id = block_person.user_id;
  return found;
end
$$;
comment on function worker.block_person(uuid, text) is
  'Nothing is sent to them any more, and what they text is stored and not answered. False: there '
  'is nobody of that id.';

create function worker.unblock_person(user_id uuid) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set blocked_at = null, blocked_reason = null
  where u.id = unblock_person.user_id and u.blocked_at is not null;
  return found;
end
$$;
comment on function worker.unblock_person(uuid) is 'False: they were not blocked.';

create function worker.mute_person(user_id uuid, until timestamptz) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set muted_until = mute_person.until where u.id = mute_person.user_id;
  if not found then
    return false;
  elsif mute_person.until > now() then
    perform private.put_back_all(mute_person.user_id, 'muted',
      least(mute_person.until, now() + interval '1 day'), true);
  end if;
  return true;
end
$$;
comment on function worker.mute_person(uuid, timestamptz) is
  'Nothing proactive until then (infinity: until somebody says otherwise; null: from now on '
  'again); what they ask is answered. False: there is nobody of that id.';

create function worker.set_text_limits(user_id uuid, daily integer, hourly integer)
returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set daily_limit = set_text_limits.daily,
    hourly_limit = set_text_limits.hourly
  where u.id = set_text_limits.user_id;
  if not found then
    return false;
  end if;
  update public.user_message_budget b set
    daily_limit = coalesce(set_text_limits.daily,
      private.setting('daily_texts_max', b.tenant_id)::integer),
    hourly_limit = coalesce(set_text_limits.hourly,
      private.setting('hourly_texts_max', b.tenant_id)::integer)
  from public.users u
  where b.user_id = u.id and u.id = set_text_limits.user_id
    and b.date >= private.local_day(u, now());
  return true;
end
$$;
comment on function worker.set_text_limits(uuid, integer, integer) is
  'A person''s own limits of proactive texts, from today; null: as their tenant has it. False: '
  'there is nobody of that id.';

create function worker.withdraw_outreach(queue_message_id uuid, reason text) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  why text := private.said(withdraw_outreach.reason);
  text public.message_queue;
begin
  perform 1 from public.users u where u.id = (select q.user_id from public.message_queue q
    where q.id = withdraw_outreach.queue_message_id) for no key update;
  if not found then
    return 'unknown';
  end if;
  select * into text from public.message_queue q where q.id = withdraw_outreach.queue_message_id;
  if text.status = 'approved' then
    perform private.put_back(text, 'withdrawn', now());
  end if;
  update public.message_queue q set status = 'cancelled', status_reason = 'withdrawn',
    status_detail = left(why, 300)
  where q.id = text.id and q.status = 'queued';
  return case when found then 'withdrawn' when text.status = 'approved' then 'leaving'
    else 'over' end;
end
$$;
comment on function worker.withdraw_outreach(uuid, text) is
  'Takes a proactive text back, with the reason: withdrawn | leaving (it has begun) | over | '
  'unknown.';
