-- Texts out: the last look before each part leaves, what became of it, and the carrier's news.

create function private.status_rank(status text) returns integer
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case status
    when 'queued' then 0 when 'sending' then 1 when 'unknown' then 2 when 'sent' then 3
    when 'cancelled' then 4 else 5 end;
end
$$;
comment on function private.status_rank(text) is
  'A part only moves to a higher rank, but for two steps back to queued (private.settle_part); '
  'delivered, undelivered and failed are final.';

create function private.refresh_message(message_id uuid) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  news record;
begin
  select count(*) = max(p.part_count) as complete,
    bool_or(p.status = 'failed') as failed, bool_or(p.status = 'undelivered') as undelivered,
    bool_or(p.status = 'unknown') as doubtful,
    bool_and(p.status = 'delivered') as delivered,
    bool_and(p.status in ('sent', 'delivered')) as accepted,
    max(p.delivered_at) as delivered_at, max(p.accepted_at) as accepted_at
    into news from public.message_parts p where p.message_id = refresh_message.message_id;
  update public.messages m set
    status = case
      when news.failed then 'failed' when news.undelivered then 'undelivered'
      when news.doubtful then 'unknown'
      when news.complete and news.delivered then 'delivered'
      when news.complete and news.accepted then 'sent'
      -- Given up half way: late news of a part does not put the rest on its way again.
      when m.status_reason in ('fate_unknown', 'given_up') then 'failed'
      else 'sending' end,
    delivered_at = case when news.complete and news.delivered then news.delivered_at end,
    sent_at = case when news.complete and news.accepted then coalesce(m.sent_at, news.accepted_at)
      else m.sent_at end,
    twilio_message_sid = coalesce(m.twilio_message_sid, (select p.twilio_message_sid
      from public.message_parts p where p.message_id = m.id order by p.part_index limit 1))
  where m.id = refresh_message.message_id and m.status <> 'cancelled';
  return (select m.status from public.messages m where m.id = refresh_message.message_id);
end
$$;
comment on function private.refresh_message(uuid) is
  'A text''s status is what its parts amount to; cancelled half way it stays cancelled. The '
  'text''s row is locked by the caller.';

create function private.judge_absence(part public.message_parts, deadline_seconds numeric)
returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  -- The carrier's dates are whole seconds, and its clock is not ours.
  since timestamptz := part.sending_at - interval '5 seconds';
begin
  if part.status <> 'unknown' or coalesce(clock_timestamp() < part.sending_at
    + make_interval(secs => judge_absence.deadline_seconds::double precision + 60), true) then
    -- Its POST may still arrive: what is not in the list yet proves nothing.
    return 'unknown';
  elsif part.attempts > 0 or exists (select from public.messages m
    join public.messages t on t.tenant_id = m.tenant_id and t.user_id = m.user_id
    join public.message_parts p on p.message_id = t.id
    where m.id = part.message_id and p.id <> part.id and p.body = part.body
      and p.sending_at >= since
      and (p.twilio_message_sid is not null or p.status in ('sending', 'unknown'))) then
    return 'abandoned';
  end if;
  return 'absent';
end
$$;
comment on function private.judge_absence(public.message_parts, numeric) is
  'What it means that the carrier''s list does not have a text: absent (it never left, and may be '
  'offered once more), unknown (too early to say), or abandoned: it has been offered again '
  'already, or the same words went to the same person meanwhile, and the list has not even those.';

create function private.judge_fate(part public.message_parts, outcome jsonb) returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  said text := outcome ->> 'kind';
begin
  return case said
    when 'found' then 'accepted'
    when 'absent' then private.judge_absence(part, (outcome ->> 'deadline_seconds')::numeric)
    when 'rejected' then
      case private.error_class((outcome ->> 'error_code')::integer, 'rejected')
        when 'ambiguous' then 'unknown'
        -- It was not processed, and the reason will pass: nothing is lost by waiting for that.
        when 'later' then 'later' when 'sender' then 'later' when 'loop' then 'later'
        else 'rejected' end
    else said end;
end
$$;
comment on function private.judge_fate(public.message_parts, jsonb) is
  'As what an outcome is taken, after all that is known here. The part is locked.';

create function private.settle_part(lease uuid, part_id uuid, outcome jsonb) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  part public.message_parts;
  kind text;
  code integer := (outcome ->> 'error_code')::integer;
  carrier_sid text := outcome ->> 'sid';
begin
  perform 1 from public.messages m where m.id = (select p.message_id from public.message_parts p
    where p.id = settle_part.part_id) for no key update;
  select * into part from public.message_parts p where p.id = settle_part.part_id
    for no key update;
  kind := private.judge_fate(part, outcome);
  if outcome ->> 'kind' = 'found' then
    -- Texts of the same words to the same person: ours is the first that no other part has.
    select f.value into carrier_sid
      from jsonb_array_elements_text(outcome -> 'sids') with ordinality f (value, nth)
      where not exists (select 1 from public.message_parts p
        where p.twilio_message_sid = f.value and p.id <> part.id)
      order by f.nth limit 1;
    kind := case when carrier_sid is null then 'unknown' else kind end;
  end if;
  perform private.stop_point('settle.judged');
  update public.message_parts p set
    status = case when p.status not in ('sending', 'unknown') then p.status
      when private.status_rank(x.status) > private.status_rank(p.status)
        -- The same worker may take back its own "sending": the carrier never processed it. And
        -- what the carrier does not have is back where it was.
        or (kind = 'later' and p.status = 'sending' and p.lease_token = settle_part.lease)
        or (kind = 'absent' and p.status = 'unknown')
      then x.status else p.status end,
    attempts = p.attempts + (kind = 'absent')::integer,
    twilio_message_sid = coalesce(p.twilio_message_sid, carrier_sid),
    accepted_at = case kind when 'accepted' then coalesce(p.accepted_at, clock_timestamp())
      else p.accepted_at end,
    error_code = coalesce(code, p.error_code)
  from (select case kind
    when 'accepted' then 'sent' when 'rejected' then 'failed' when 'later' then 'queued'
    when 'absent' then 'queued' else 'unknown' end as status) x
  where p.id = part.id;
  -- Once, however often it is told.
  if code is not null and part.status in ('sending', 'unknown') then
    perform private.heed_error(part.message_id, code, clock_timestamp());
  end if;
  perform private.close_send(settle_part.lease, part.message_id,
    outcome || jsonb_build_object('kind', kind));
  if kind in ('later', 'absent') then
    perform private.put_off_text(part.message_id);
  end if;
  return kind;
end
$$;
comment on function private.settle_part(uuid, uuid, jsonb) is
  'What became of a part: {kind accepted|rejected|later|unknown|found|absent|abandoned, sid, sids, '
  'error_code, deadline_seconds}. later: it was never processed, so it may be begun again. absent: '
  'the carrier''s list does not have it, so long after a POST of deadline_seconds at most. '
  'abandoned: its fate stays unknown and the lane goes on. Ends the task when the text is through. '
  'Returns the kind it was taken as. With an error_code the person''s row is locked by the caller.';

create function private.close_send(lease uuid, message_id uuid, outcome jsonb) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  text_status text := private.refresh_message(close_send.message_id);
  abandoned boolean := outcome ->> 'kind' = 'abandoned' and text_status = 'unknown';
begin
  if abandoned then
    update public.messages m set status_reason = 'fate_unknown' where m.id = close_send.message_id;
  end if;
  if abandoned or text_status in ('sent', 'delivered', 'failed', 'undelivered') then
    perform private.end_task(t, 'completed', jsonb_strip_nulls(jsonb_build_object(
        'text', text_status, 'error_code', outcome -> 'error_code')))
      from public.agent_tasks t
      where t.lease_token = close_send.lease and t.status = 'processing'
        and t.context_json ->> 'message_id' = close_send.message_id::text;
  end if;
end
$$;
comment on function private.close_send(uuid, uuid, jsonb) is
  'A text whose parts are all through, or whose fate nobody will learn, ends its task.';

create function private.lock_person(part_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform 1 from public.users u where u.id = (select m.user_id from public.message_parts p
    join public.messages m on m.id = p.message_id where p.id = lock_person.part_id)
    for no key update;
end
$$;
comment on function private.lock_person(uuid) is 'Takes the row of whom a part is for.';

create function worker.settle_send(lease uuid, settled jsonb) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  decided text;
begin
  perform 1 from private.leases l where l.token = settle_send.lease for no key update;
  if not found then
    return '{"held": false, "known": false}'::jsonb;
  end if;
  if settled ->> 'error_code' is not null then
    -- What it says of the person is written on their row, which comes before the text's.
    perform private.lock_person((settled ->> 'part_id')::uuid);
  end if;
  decided := private.settle_part(settle_send.lease, (settled ->> 'part_id')::uuid, settled);
  return jsonb_strip_nulls(jsonb_build_object('held', true, 'known', exists (
    select 1 from public.message_parts p where p.id = (settled ->> 'part_id')::uuid
      and p.status in ('sent', 'delivered', 'undelivered', 'failed')),
    'decided', nullif(decided, settled ->> 'kind')));
end
$$;
comment on function worker.settle_send(uuid, jsonb) is
  'Records at once what became of a part (private.settle_part). known: its fate is. decided: as '
  'what it was taken, where that is not what was said. Not held: the lease is lost, and whoever '
  'has the lane now finds the part as sending and looks its fate up.';

create function private.end_text(
  message_id uuid, status text, reason text, lease uuid default null
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  doubtful boolean;
begin
  perform 1 from public.messages m where m.id = end_text.message_id for no key update;
  update public.message_parts p set status = case
      -- Begun by whoever asks now, who has posted nothing since; or not begun.
      when end_text.status = 'cancelled' and (p.status = 'queued' or p.lease_token = end_text.lease)
        then 'cancelled'
      when p.status = 'queued' then 'queued'
      else 'unknown' end
    where p.message_id = end_text.message_id and p.status in ('queued', 'sending');
  doubtful := exists (select from public.message_parts p
    where p.message_id = end_text.message_id and p.status = 'unknown');
  update public.messages m set
    status = case when doubtful then 'unknown' else end_text.status end,
    status_reason = case when doubtful then 'fate_unknown' else end_text.reason end
  where m.id = end_text.message_id and m.status in ('queued_for_send', 'sending', 'unknown');
end
$$;
comment on function private.end_text(uuid, text, text, uuid) is
  'Nobody will send the rest of this text: its status and why. A part whose fate is unknown may '
  'have left, and the text says so.';

create function private.stop_send(task public.agent_tasks, reason text) returns jsonb
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.end_text(
    (task.context_json ->> 'message_id')::uuid, 'cancelled', stop_send.reason, task.lease_token);
  perform private.end_task(task, 'completed', jsonb_build_object('stopped', stop_send.reason));
  return jsonb_build_object('ok', false, 'reason', stop_send.reason);
end
$$;
comment on function private.stop_send(public.agent_tasks, text) is
  'A text that must not leave: cancelled, with the reason.';

create function private.begin_part(
  lease private.leases, task public.agent_tasks, part jsonb
) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  text_id uuid := (task.context_json ->> 'message_id')::uuid;
  found_part public.message_parts;
begin
  insert into public.message_parts as p (tenant_id, message_id, part_index, part_count, body,
      encoding, segments, status, lease_token, sending_at)
    values (task.tenant_id, text_id, (part ->> 'index')::integer,
      (part ->> 'count')::integer, part ->> 'body', part ->> 'encoding',
      (part ->> 'segments')::integer, 'sending', lease.token, clock_timestamp())
    on conflict on constraint message_parts_message_id_part_index_key do update set
      status = 'sending', lease_token = lease.token, sending_at = clock_timestamp()
      where p.status = 'queued' or (p.status = 'sending' and p.lease_token = lease.token)
    returning * into found_part;
  if found_part.id is not null then
    update public.messages m set status = 'sending'
      where m.id = text_id and m.status in ('queued_for_send', 'sending');
    return jsonb_build_object('ok', true, 'part_id', found_part.id);
  end if;
  select * into found_part from public.message_parts p
    where p.message_id = text_id and p.part_index = (part ->> 'index')::integer;
  if found_part.status = 'sending' then
    -- Begun under a lease that is gone: it may have left. Never again from here.
    perform private.settle_part(lease.token, found_part.id, '{"kind": "unknown"}');
    found_part.status := 'unknown';
  end if;
  return jsonb_build_object('ok', false, 'part_id', found_part.id, 'reason',
    case when found_part.status = 'unknown' then 'unknown' else 'already_sent' end);
end
$$;
comment on function private.begin_part(private.leases, public.agent_tasks, jsonb) is
  'Marks a part as sending under this lease, once: the same lease may repeat it, nobody else.';

create function worker.begin_send(
  lease uuid, task_id uuid, part jsonb, settled jsonb default null, at timestamptz default now()
) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  held private.leases;
  task public.agent_tasks;
  person public.users;
  thread public.conversations;
  message public.messages;
  barred jsonb;
  answer jsonb;
begin
  select * into held from private.leases l where l.token = begin_send.lease for no key update;
  if not found then
    return jsonb_build_object('ok', false, 'reason', 'lease_lost');
  end if;
  select * into task from public.agent_tasks t
    where t.id = begin_send.task_id and t.lease_token = held.token;
  -- The row an opt-out writes: after it has committed, nothing passes here.
  select * into person from public.users u where u.id = task.user_id for no key update;
  if settled is not null and jsonb_typeof(settled) = 'object' then
    perform private.settle_part(held.token, (settled ->> 'part_id')::uuid, settled);
  end if;
  if task.status is distinct from 'processing' then
    return jsonb_build_object('ok', false, 'reason', 'over');
  end if;
  select * into message from public.messages m
    where m.id = (task.context_json ->> 'message_id')::uuid
      and m.status in ('queued_for_send', 'sending', 'unknown') for no key update;
  if not found then
    return private.stop_send(task, 'not_waiting');
  end if;
  select c.* into thread from public.conversations c where c.id = message.conversation_id;
  barred := private.last_look(task, person, thread, message, part, at);
  if barred is not null then
    return private.turn_away(task, message, barred);
  end if;
  update public.agent_tasks t set started_at = coalesce(t.started_at, clock_timestamp())
    where t.id = task.id;
  perform private.stop_point('send.looked');
  answer := private.begin_part(held, task, part);
  if (answer ->> 'ok')::boolean then
    perform private.count_text(person, message, at);
    answer := answer
      || jsonb_build_object('validity_seconds', private.validity_seconds(message, person, at));
  end if;
  return answer;
end
$$;
comment on function worker.begin_send(uuid, uuid, jsonb, jsonb, timestamptz) is
  'The last look before a part {index, count, body, encoding, segments, country, premium} leaves; '
  'settles the part before it in the same trip. Answers {ok, part_id, validity_seconds}, or {ok: '
  'false, reason, wait_seconds}: paused, pace and cooling_down wait so long; lease_lost; and over, '
  'put_back, unknown, already_sent, not_waiting or why it was stopped (private.bar). Commit it '
  'before the POST.';

create function private.part_status(carrier_status text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case carrier_status
    when 'accepted' then 'sent' when 'scheduled' then 'sent' when 'queued' then 'sent'
    when 'sending' then 'sent' when 'sent' then 'sent'
    when 'delivered' then 'delivered' when 'read' then 'delivered'
    when 'undelivered' then 'undelivered'
    when 'failed' then 'failed' when 'canceled' then 'failed'
  end;
end
$$;
comment on function private.part_status(text) is
  'Twilio''s word for what a part is; null for a word we do not know, which is kept and ignored.';

create function private.hurry_lane(lane text) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.lock_lanes(array[lane]);
  update public.agent_tasks t set scheduled_for = now()
    where t.lane_key = hurry_lane.lane and t.status = 'pending' and t.blocking
      and t.scheduled_for > now();
  perform private.settle_lanes(touched => array[lane]);
end
$$;
comment on function private.hurry_lane(text) is
  'What a lane waited to learn has been learned: its head may go on now.';

create function worker.receive_status(
  account_sid text, message_sid text, status text,
  error_code integer default null, part_id uuid default null
) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  part public.message_parts;
  message public.messages;
  home uuid;
begin
  select s.tenant_id into home from public.senders s
    where s.account_sid = receive_status.account_sid limit 1;
  select p.* into part from public.message_parts p
    where p.tenant_id in (select s.tenant_id from public.senders s
      where s.account_sid = receive_status.account_sid)
      and (p.twilio_message_sid = receive_status.message_sid
        or (p.id = receive_status.part_id and p.twilio_message_sid is null))
    order by p.twilio_message_sid nulls last limit 1;
  if home is null then
    return '{"known": false, "news": false}'::jsonb;
  end if;
  if receive_status.error_code is not null then
    perform private.lock_person(part.id);
  end if;
  -- The text before its part, here as everywhere; the news' foreign key locks the part.
  select * into message from public.messages m where m.id = part.message_id for no key update;
  perform private.stop_point('status.found');
  insert into public.message_status_events
    (tenant_id, part_id, twilio_message_sid, status, error_code)
    values (coalesce(part.tenant_id, home), part.id, message_sid, receive_status.status,
      receive_status.error_code)
    on conflict do nothing;
  if not found or part.id is null then
    return jsonb_build_object('known', part.id is not null, 'news', false);
  end if;
  select * into part from public.message_parts p where p.id = part.id for no key update;
  update public.message_parts p set
    status = x.status, twilio_message_sid = receive_status.message_sid,
    accepted_at = coalesce(p.accepted_at, clock_timestamp()),
    error_code = coalesce(receive_status.error_code, p.error_code),
    delivered_at = case when x.status = 'delivered' then clock_timestamp() end
  from (select private.part_status(receive_status.status) as status) x
  where p.id = part.id and x.status is not null
    and private.status_rank(x.status) > private.status_rank(part.status);
  if found then
    if receive_status.error_code is not null then
      perform private.heed_error(part.message_id, receive_status.error_code, clock_timestamp());
    end if;
    perform private.refresh_message(part.message_id);
    if part.status = 'unknown' then
      perform private.hurry_lane(private.lane_out(message));
    end if;
    return jsonb_build_object('known', true, 'news', true);
  end if;
  return jsonb_build_object('known', true, 'news', false);
end
$$;
comment on function worker.receive_status(text, text, text, integer, uuid) is
  'Carrier''s news of a part, found by SID or by our own id in the callback''s URL. Kept once '
  'each, in any order; a part''s status only moves forward, and an error that moves it is heeded. '
  'News of a text that is not ours is kept.';
