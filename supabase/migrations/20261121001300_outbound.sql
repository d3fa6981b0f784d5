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
  'A part only moves to a higher rank; delivered, undelivered and failed are final.';

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

create function private.settle_part(lease uuid, part_id uuid, outcome jsonb) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  part public.message_parts;
  kind text := outcome ->> 'kind';
  carrier_sid text := outcome ->> 'sid';
begin
  perform 1 from public.messages m where m.id = (select p.message_id from public.message_parts p
    where p.id = settle_part.part_id) for no key update;
  select * into part from public.message_parts p where p.id = settle_part.part_id
    for no key update;
  if kind = 'found' then
    -- Texts of the same words to the same person: ours is the first that no other part has.
    select f.value into carrier_sid
      from jsonb_array_elements_text(outcome -> 'sids') with ordinality f (value, nth)
      where not exists (select 1 from public.message_parts p
        where p.twilio_message_sid = f.value and p.id <> part.id)
      order by f.nth limit 1;
    kind := case when carrier_sid is null then 'unknown' else 'accepted' end;
  end if;
  update public.message_parts p set
    status = case when p.status not in ('sending', 'unknown') then p.status
      when private.status_rank(x.status) > private.status_rank(p.status)
        -- The same worker may take back its own "sending": the carrier never processed it.
        or (x.status = 'queued' and p.status = 'sending' and p.lease_token = settle_part.lease)
      then x.status else p.status end,
    twilio_message_sid = coalesce(p.twilio_message_sid, carrier_sid),
    accepted_at = case kind when 'accepted' then coalesce(p.accepted_at, clock_timestamp())
      else p.accepted_at end,
    error_code = coalesce((outcome ->> 'error_code')::integer, p.error_code)
  from (select case kind
    when 'accepted' then 'sent' when 'rejected' then 'failed' when 'later' then 'queued'
    else 'unknown' end as status) x
  where p.id = part.id;
  perform private.close_send(settle_part.lease, part.message_id, outcome);
end
$$;
comment on function private.settle_part(uuid, uuid, jsonb) is
  'What became of a part: {kind accepted|rejected|later|unknown|found|abandoned, sid, sids, '
  'error_code}. later: it was never processed, so it may be begun again. abandoned: its fate stays '
  'unknown and the lane goes on. Ends the task when the text is through.';

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

create function worker.settle_send(lease uuid, settled jsonb) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
begin
  perform 1 from private.leases l where l.token = settle_send.lease for no key update;
  if not found then
    return '{"held": false, "known": false}'::jsonb;
  end if;
  perform private.settle_part(settle_send.lease, (settled ->> 'part_id')::uuid, settled);
  return jsonb_build_object('held', true, 'known', exists (
    select 1 from public.message_parts p where p.id = (settled ->> 'part_id')::uuid
      and p.status in ('sent', 'delivered', 'undelivered', 'failed')));
end
$$;
comment on function worker.settle_send(uuid, jsonb) is
  'Records at once what became of a part (private.settle_part). known: its fate is. Not held: the '
  'lease is lost, and whoever has the lane now finds the part as sending and looks its fate up.';

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
    return jsonb_build_object('ok', true, 'part_id', found_part.id,
      'validity_seconds', private.setting('send_validity_seconds', task.tenant_id));
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
  lease uuid, task_id uuid, part jsonb, settled jsonb default null
) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  held private.leases;
  task public.agent_tasks;
  person public.users;
  thread public.conversations;
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
  perform 1 from public.messages m where m.id = (task.context_json ->> 'message_id')::uuid
    and m.status in ('queued_for_send', 'sending', 'unknown') for no key update;
  if not found then
    return private.stop_send(task, 'not_waiting');
  elsif person.opted_out_at is not null then
    return private.stop_send(task, 'opted_out');
  end if;
  select c.* into thread from public.conversations c
    where c.id = (task.context_json ->> 'conversation_id')::uuid;
  if thread.status = 'closed' then
    return private.stop_send(task, 'conversation_closed');
  end if;
  if exists (select 1 from public.senders s join public.tenants t on t.id = s.tenant_id
    where s.id = thread.sender_id and (s.paused_at is not null or t.paused_at is not null)) then
    return jsonb_build_object('ok', false, 'reason', 'paused');
  end if;
  update public.agent_tasks t set started_at = coalesce(t.started_at, clock_timestamp())
    where t.id = task.id;
  perform private.stop_point('send.looked');
  return private.begin_part(held, task, part);
end
$$;
comment on function worker.begin_send(uuid, uuid, jsonb, jsonb) is
  'The last look before a part {index, count, body, encoding, segments} leaves; settles the part '
  'before it in the same trip. Answers {ok, part_id, validity_seconds} or {ok: false, reason '
  'lease_lost|over|not_waiting|opted_out|conversation_closed|paused|unknown|already_sent}. Commit '
  'it before the POST.';

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

create function private.hurry_lane(conversation_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  lane text := 'send:' || conversation_id;
begin
  perform private.lock_lanes(array[lane]);
  update public.agent_tasks t set scheduled_for = now()
    where t.lane_key = lane and t.status = 'pending' and t.blocking and t.scheduled_for > now();
  perform private.settle_lanes(touched => array[lane]);
end
$$;
comment on function private.hurry_lane(uuid) is
  'What a send lane waited to learn has been learned: its head may go on now.';

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
    perform private.refresh_message(part.message_id);
    if part.status = 'unknown' then
      perform private.hurry_lane(message.conversation_id);
    end if;
    return jsonb_build_object('known', true, 'news', true);
  end if;
  return jsonb_build_object('known', true, 'news', false);
end
$$;
comment on function worker.receive_status(text, text, text, integer, uuid) is
  'Carrier''s news of a part, found by SID or by our own id in the callback''s URL. Kept once '
  'each, in any order; a part''s status only moves forward. News of a text that is not ours is '
  'kept.';
