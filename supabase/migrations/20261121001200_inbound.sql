-- Texts in: whose number was texted, and one transaction that stores a text and what follows.

create function worker.find_sender(
  account_sid text, phone_number text, messaging_service_sid text default null
) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object('sender_id', s.id, 'tenant_id', s.tenant_id,
      'auth_token', private.vault_secret(s.auth_token_secret))
    from public.senders s
    where s.account_sid = find_sender.account_sid
      and (s.phone_number = find_sender.phone_number
        or s.messaging_service_sid = find_sender.messaging_service_sid)
    order by s.phone_number = find_sender.phone_number desc, s.created_at
    limit 1);
end
$$;
comment on function worker.find_sender(text, text, text) is
  'The sender of (account, number), else of the messaging service, with its auth token from Vault '
  '(null when Vault has none). Null when no tenant has it. The answer verifies a signature: it '
  'must not be trusted before that.';

create function worker.sender_credentials(sender_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object('account_sid', s.account_sid,
      'auth_token', private.vault_secret(s.auth_token_secret))
    from public.senders s where s.id = sender_credentials.sender_id);
end
$$;
comment on function worker.sender_credentials(uuid) is
  'What the sender function signs in to Twilio with; auth_token null when Vault has none.';

create function private.leave_number(tenant_id uuid, phone_number text) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  former public.users;
begin
  update public.users u set phone_number = null,
    is_active = u.auth_id is not null or u.email_verified
  where u.tenant_id = leave_number.tenant_id and u.phone_number = leave_number.phone_number
    -- Who was made inactive stays so; who has never texted has not fallen silent.
    and u.is_active and u.last_active_at < now() - make_interval(
      days => private.setting('phone_identity_days', leave_number.tenant_id)::integer)
  returning * into former;
  if former.opted_out_at is not null then
    -- Twilio's block is on the number, whoever has it now.
    insert into public.users (tenant_id, phone_number, poc_agent_type)
      values (former.tenant_id, leave_number.phone_number, former.poc_agent_type);
    insert into public.consent_events (tenant_id, user_id, kind, source)
      select u.tenant_id, u.id, 'opt_out', 'carrier' from public.users u
      where u.tenant_id = former.tenant_id and u.phone_number = leave_number.phone_number;
  end if;
end
$$;
comment on function private.leave_number(uuid, text) is
  'A number that was silent for phone_identity_days may have a new owner: who had it keeps all but '
  'the number, and who texts now is somebody new; docs/decisions/0009.';

create function private.find_thread(sender public.senders, from_number text)
returns public.conversations
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  thread public.conversations;
begin
  perform private.leave_number(sender.tenant_id, from_number);
  insert into public.users (tenant_id, phone_number, poc_agent_type)
    select sender.tenant_id, from_number,
      case t.product when 'network' then 'bouncer' else t.product end
    from public.tenants t where t.id = sender.tenant_id
    on conflict (tenant_id, phone_number) do nothing;
  update public.users u set last_active_at = now()
    where u.tenant_id = sender.tenant_id and u.phone_number = from_number
    returning * into person;
  -- The person's row is ours until the commit: nobody opens a second thread meanwhile.
  select * into thread from public.conversations c
    where c.tenant_id = sender.tenant_id and c.user_id = person.id and c.sender_id = sender.id
      and c.channel = 'sms' and c.status in ('active', 'paused', 'archived')
    for no key update;
  if not found then
    insert into public.conversations (tenant_id, user_id, phone_number, sender_id)
      values (sender.tenant_id, person.id, from_number, sender.id)
      returning * into thread;
  end if;
  return thread;
end
$$;
comment on function private.find_thread(public.senders, text) is
  'The open thread of a number with a sender, made when there is none; user and thread locked.';

create function private.silent_reason(
  sender public.senders, person public.users, phone_number text, keyword text
) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when keyword = 'stop' then 'opt_out_word'
    -- YES from someone who never left is an answer, not an opt-in.
    when keyword = 'start' and person.opted_out_at is not null then 'opt_in_word'
    when keyword = 'help' then 'help_word'
    when not person.is_active then 'inactive'
    when exists (select 1 from public.senders s where s.tenant_id = sender.tenant_id
      and s.phone_number = silent_reason.phone_number) then 'own_number'
    when phone_number !~ '^\+' then 'short_code_sender'
    when person.opted_out_at is not null then 'opted_out'
  end;
end
$$;
comment on function private.silent_reason(public.senders, public.users, text, text) is
  'Why a text gets no answer from us, or null. The carrier itself answers STOP, START and HELP.';

create function private.cancel_replies(conversation_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  lane text := 'conversation:' || conversation_id;
begin
  perform private.lock_lanes(array[lane]);
  perform private.end_task(t, 'cancelled', '{"reason": "opted_out"}')
    from public.agent_tasks t
    where t.lane_key = lane and t.status = 'pending' and t.task_type = 'reply';
  perform private.settle_lanes(touched => array[lane]);
end
$$;
comment on function private.cancel_replies(uuid) is
  'Answers that were not begun are not begun any more. One in work ends without its text.';

create function private.tell_to_wait(thread public.conversations, trace_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  again interval := make_interval(secs =>
    private.setting('turns_window_seconds', thread.tenant_id)::double precision);
begin
  if thread.told_to_wait_at > now() - again or thread.status = 'paused' or not exists (
    select from private.lanes l
    join public.tenants n on n.id = l.tenant_id and n.paused_at is null
    where l.lane_key = 'conversation:' || thread.id and l.paused_at is null
      and cardinality(l.turns_at) > 1
      and private.next_turn_at(l.turns_at, l.tenant_id) > now() + interval '20 seconds')
    -- One text that is tried again and again is no flood.
    or 3 > (select count(*) from public.messages m where m.conversation_id = thread.id
      and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null) then
    return;
  end if;
  update public.conversations c set told_to_wait_at = now() where c.id = thread.id;
  insert into public.messages (conversation_id, role, direction, content, trace_id)
    values (thread.id, 'system', 'outbound', 'I have all your messages. There are more than I can '
      'answer one by one, so I''ll read them together and come back to you in a few minutes.',
      tell_to_wait.trace_id);
end
$$;
comment on function private.tell_to_wait(public.conversations, uuid) is
  'Who texts faster than turns_max allows is told so, once in that time. Thread locked.';

create function worker.receive_sms(sender_id uuid, sms jsonb) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  sender public.senders;
  thread public.conversations;
  person public.users;
  message public.messages;
  reason text;
  keyword text := sms ->> 'keyword';
begin
  select * into strict sender from public.senders s where s.id = receive_sms.sender_id;
  -- Before anything is written, for a replay years later; and again under the thread's lock, for
  -- two deliveries at once.
  for look in 1..2 loop
    select * into message from public.messages m where m.tenant_id = sender.tenant_id
      and m.twilio_message_sid = sms ->> 'message_sid' and m.direction = 'inbound';
    if found then
      return jsonb_build_object('message_id', message.id, 'duplicate', true);
    elsif look = 1 then
      thread := private.find_thread(sender, sms ->> 'from');
    end if;
  end loop;
  perform private.stop_point('receive.found');
  select * into person from public.users u where u.id = thread.user_id;
  reason := private.silent_reason(sender, person, sms ->> 'from', keyword);
  insert into public.messages (conversation_id, role, direction, content, media, status,
      twilio_message_sid, unanswered_reason)
    values (thread.id, 'user', 'inbound', coalesce(sms ->> 'body', ''),
      coalesce(sms -> 'media', '[]'), 'received', sms ->> 'message_sid', reason)
    returning * into message;
  if reason in ('opt_out_word', 'opt_in_word') then
    insert into public.consent_events (tenant_id, user_id, kind, source, message_id)
      values (person.tenant_id, person.id,
        case reason when 'opt_out_word' then 'opt_out' else 'opt_in' end, 'keyword', message.id);
  end if;
  if reason = 'opt_out_word' then
    update public.messages m set unanswered_reason = 'opted_out'
      where m.conversation_id = thread.id and m.direction = 'inbound'
        and m.task_id is null and m.unanswered_reason is null;
    perform private.cancel_replies(thread.id);
  end if;
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
  values (sender.tenant_id,
    case when reason is null then 'message.received'
      when reason = 'opt_out_word' then 'consent.opted_out'
      when reason = 'opt_in_word' then 'consent.opted_in'
      else 'message.noted' end,
    thread.id, 'conversation', jsonb_build_object('message_id', message.id,
      'conversation_id', thread.id, 'user_id', thread.user_id), message.trace_id,
    'twilio-webhook');
  if reason is null then
    perform private.tell_to_wait(thread, message.trace_id);
  end if;
  return jsonb_build_object('message_id', message.id, 'duplicate', false,
    'trace_id', message.trace_id, 'unanswered_reason', reason);
end
$$;
comment on function worker.receive_sms(uuid, jsonb) is
  'Stores one verified text and all that follows from it, in one transaction. sms: {message_sid, '
  'from (E.164 or short code), body, media [{url, content_type}], keyword stop|start|help|null}. '
  'A SID that is stored already changes nothing and answers duplicate.';
