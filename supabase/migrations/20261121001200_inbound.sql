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

create function private.leave_number(
  tenant_id uuid, phone_number text, said_so boolean, at timestamptz
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  former public.users;
  newcomer uuid;
begin
  update public.users u set phone_number = null,
    is_active = u.auth_id is not null or u.email_verified
  where u.tenant_id = leave_number.tenant_id and u.phone_number = leave_number.phone_number
    -- Who was made inactive stays so; who has never texted has not fallen silent.
    and u.is_active and (
      u.last_active_at < leave_number.at - make_interval(
        days => private.setting('phone_identity_days', leave_number.tenant_id)::integer)
      -- Of somebody who is nobody yet there is nothing to keep from who writes now; and a block is
      -- not left behind by saying so.
      or (leave_number.said_so and u.blocked_at is null and num_nonnulls(u.first_name,
        u.last_name, u.company, u.title, u.email, u.auth_id) > 0))
  returning * into former;
  if former.opted_out_at is not null then
    -- Twilio's block is on the number, whoever has it now; of what was said to us alone it knows
    -- nothing, and the source still says which it was (private.carrier_blocks).
    insert into public.users (tenant_id, phone_number, poc_agent_type)
      values (former.tenant_id, leave_number.phone_number, former.poc_agent_type)
      returning id into newcomer;
    insert into public.consent_events (tenant_id, user_id, kind, source)
      select c.tenant_id, newcomer, c.kind, c.source from public.consent_events c
      where c.tenant_id = former.tenant_id and c.user_id = former.id and c.kind = 'opt_out'
      order by c.created_at desc limit 1;
  end if;
end
$$;
comment on function private.leave_number(uuid, text, boolean, timestamptz) is
  'A number that was silent for phone_identity_days may have a new owner, and has one when who '
  'texts says so: who had it keeps all but the number, and who texts now is somebody new; '
  'docs/decisions/0009.';

create function private.find_thread(
  sender public.senders, from_number text, is_new_owner boolean, at timestamptz
) returns public.conversations
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  thread public.conversations;
begin
  perform private.leave_number(sender.tenant_id, from_number, is_new_owner, at);
  insert into public.users (tenant_id, phone_number, poc_agent_type)
    select sender.tenant_id, from_number,
      case t.product when 'network' then 'bouncer' else t.product end
    from public.tenants t where t.id = sender.tenant_id
    on conflict (tenant_id, phone_number) where phone_number is not null do nothing;
  update public.users u set last_active_at = find_thread.at
    where u.tenant_id = sender.tenant_id and u.phone_number = from_number
    returning * into person;
  if person.id is null then
    -- Taken over by an account in this moment: whose it is now, a new snapshot sees.
    raise exception 'the number has just changed hands' using errcode = 'serialization_failure';
  end if;
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
comment on function private.find_thread(public.senders, text, boolean, timestamptz) is
  'The open thread of a number with a sender, made when there is none; user and thread locked.';

create function private.skeleton(words text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
declare
  -- Numbers change from one automatic answer to the next; the words do not.
  bare text := regexp_replace(lower(left(words, 300)), '[[:digit:][:space:]]+', '', 'g');
begin
  return case when length(bare) >= 12 then bare else lower(btrim(words)) end;
end
$$;
comment on function private.skeleton(text) is
  'What two answers of one machine have in common. Of a few words, which people repeat, all.';

create function private.sounds_automatic(thread_id uuid, sms jsonb) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
declare
  bare text := private.skeleton(sms ->> 'body');
  enough integer := case when length(bare) < 12 then 4 else 3 end;
begin
  if (sms ->> 'auto_reply')::boolean then
    return exists (select from public.messages m
      where m.conversation_id = thread_id and m.direction = 'inbound'
        and m.created_at > now() - interval '1 hour'
        and m.message_metadata @> '{"auto_reply": true}');
  end if;
  return (
    select count(*) = enough and bool_and(private.skeleton(m.content) = bare)
      -- Each had an answer of its own: a machine speaks when it is spoken to.
      and count(distinct coalesce(m.task_id, m.id)) = enough
      and bool_and(m.task_id is not null or m.unanswered_reason = 'auto_responder')
    from (
      select m.id, m.task_id, m.unanswered_reason, m.content
      from public.messages m
      where m.conversation_id = thread_id and m.direction = 'inbound'
        and m.created_at > now() - interval '1 hour'
      order by m.position desc limit enough) m);
end
$$;
comment on function private.sounds_automatic(uuid, jsonb) is
  'Whether a text is a machine''s answer to ours, which must not be answered for ever: an '
  'auto-responder''s words for the second time in an hour, or the same words as the last three '
  'texts (four, if they are few) of which each has had its answer. Thread locked.';

create function private.silent_reason(
  sender public.senders, person public.users, thread_id uuid, sms jsonb
) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when sms ->> 'keyword' = 'stop' then 'opt_out_word'
    -- YES from someone who never left is an answer, not an opt-in.
    when sms ->> 'keyword' = 'start' and person.opted_out_at is not null
      -- One that was found late was sent before it came, and undoes no opt-out that it preceded.
      and coalesce((sms ->> 'sent_at')::timestamptz > person.opted_out_at, true)
      then 'opt_in_word'
    when sms ->> 'keyword' = 'help' then 'help_word'
    when exists (select 1 from public.senders s where s.tenant_id = sender.tenant_id
      and s.phone_number = sms ->> 'from') then 'own_number'
    when sms ->> 'from' !~ '^\+' then 'short_code_sender'
    when sms ->> 'said' = 'opt_out' and person.opted_out_at is null then 'opt_out_said'
    when private.is_about_data(person, thread_id, sms -> 'data') then 'data_request'
    when jsonb_typeof(sms -> 'reaction') = 'object' then 'reaction'
    when person.blocked_at is not null then 'blocked'
    when not person.is_active then 'inactive'
    when person.opted_out_at is not null then 'opted_out'
    when private.sounds_automatic(thread_id, sms) then 'auto_responder'
  end;
end
$$;
comment on function private.silent_reason(public.senders, public.users, uuid, jsonb) is
  'Why a text gets no answer from us, or null. The carrier itself answers STOP, START and HELP.';

create function private.note_reaction(thread public.conversations, reaction jsonb) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  -- As a phone quotes it: cut, and with whatever quotes and spaces it likes.
  quoted text := private.letters_of(rtrim(reaction ->> 'quoted', '….'));
  about uuid;
begin
  select m.id into about from (
    select * from public.messages m
    where m.conversation_id = thread.id and m.direction = 'outbound'
      and m.status not in ('cancelled', 'failed', 'queued_for_send')
    order by m.position desc limit 200) m
    where case
      when reaction ->> 'quoted' is null then true
      -- A picture, say.
      when quoted = '' then position(btrim(reaction ->> 'quoted') in m.content) > 0
      else position(quoted in private.letters_of(m.content)) > 0 end
    order by m.position desc limit 1;
  if about is null then
    return;
  elsif (reaction ->> 'removed')::boolean then
    delete from public.feedback f where f.user_id = thread.user_id and f.message_id = about;
  elsif reaction ->> 'rating' is not null then
    insert into public.feedback (tenant_id, user_id, message_id, rating)
      values (thread.tenant_id, thread.user_id, about, reaction ->> 'rating')
      on conflict on constraint feedback_user_id_message_id_key
        do update set rating = excluded.rating;
  end if;
end
$$;
comment on function private.note_reaction(public.conversations, jsonb) is
  'A tapback becomes a thumb on the newest text of ours that it quotes, a bare one on the newest; '
  'one that is about a text of theirs changes nothing.';

create function private.letters_of(words text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return regexp_replace(lower(words), '[^[:alnum:]]+', '', 'g');
end
$$;
comment on function private.letters_of(text) is
  'Letters and digits alone: what two spellings of one text have in common.';

create function private.heed_consent(message public.messages, reason text) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.consent_events (tenant_id, user_id, kind, source, message_id)
    select message.tenant_id, message.user_id,
      case reason when 'opt_in_word' then 'opt_in' else 'opt_out' end,
      case when reason = 'opt_out_said' then 'plain_language' else 'keyword' end, message.id;
  if reason = 'opt_in_word' then
    return;
  end if;
  update public.messages m set unanswered_reason = 'opted_out'
    where m.conversation_id = message.conversation_id and m.direction = 'inbound'
      and m.task_id is null and m.unanswered_reason is null;
  perform private.cancel_replies(message.conversation_id);
end
$$;
comment on function private.heed_consent(public.messages, text) is
  'An opt-out or opt-in is written down and acted on: what waits for an answer gets none. Person '
  'and thread locked.';

create function private.confirm_opt_out(message public.messages, sms jsonb) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  words text;
  confirmed_in uuid;
begin
  if (sms ->> 'sent_at')::timestamptz <= now() - interval '5 minutes' then
    -- Found late, it is too late.
    return null;
  end if;
  select case
      when c.channel = 'web' and sms ->> 'language' = 'es' then 'Ya no recibirá mensajes de texto '
        'de ' || t.name || '; aquí puede seguir escribiendo. Para volver a recibirlos, envíenos '
        'START por mensaje de texto.'
      when c.channel = 'web' then 'You get no more texts from ' || t.name || '; here you can go on '
        'writing. To get them again, text us START.'
      when sms ->> 'language' = 'es' then 'Listo. Ya no recibira mensajes de ' || t.name
        || '. Responda START para volver a recibirlos.'
      else 'You are unsubscribed and will get no more texts from ' || t.name
        || '. Reply START to get them again.' end || coalesce(' ' || (
          select w.words from private.data_words w where w.occasion = 'unsubscribed'
            and w.language = sms ->> 'language' and sms #>> '{data,asks}' = 'erase'), '')
    into words from public.tenants t, public.conversations c
    where t.id = message.tenant_id and c.id = message.conversation_id;
  -- In a crisis the one text that still leaves is the words for it (docs/decisions/0030).
  update public.messages m set content = m.content || ' ' || words
    from public.crisis_events c
    where c.tenant_id = message.tenant_id and c.message_id = message.id
      and m.id = c.shown_message_id;
  if not found then
    insert into public.messages
        (conversation_id, role, direction, content, status, purpose, trace_id)
      values (message.conversation_id, 'system', 'outbound', words, 'pending', 'confirmation',
        message.trace_id)
      returning id into confirmed_in;
  end if;
  return confirmed_in;
end
$$;
comment on function private.confirm_opt_out(public.messages, jsonb) is
  'The carrier confirms its own words; nobody but us knows of an opt-out in plain ones, by text or '
  'on the web: it is confirmed once, where it was said, in the words that answer a crisis when '
  'there are any. In which message, when it is one of its own: a YES to the words of a crisis '
  'answers nothing else. Person and thread locked.';

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

create function private.store_text(thread public.conversations, sms jsonb, reason text)
returns public.messages
language plpgsql security invoker set search_path = '' as $$
declare
  message public.messages;
begin
  insert into public.messages (conversation_id, role, direction, content, media, status,
      twilio_message_sid, unanswered_reason, screen, message_metadata)
    values (thread.id, 'user', 'inbound', coalesce(sms ->> 'body', ''),
      coalesce(sms -> 'media', '[]'), 'received', sms ->> 'message_sid', reason, sms -> 'screen',
      (select coalesce(jsonb_object_agg(k, true), '{}')
        from unnest(array['backfilled', 'auto_reply']) k where (sms ->> k)::boolean))
    returning * into message;
  if thread.last_position = 0 then
    insert into public.consent_events (tenant_id, user_id, kind, source, message_id)
      select thread.tenant_id, thread.user_id, 'first_contact', 'texted_in', message.id
      where not exists (select from public.consent_events c
        where c.tenant_id = thread.tenant_id and c.user_id = thread.user_id);
  end if;
  return message;
end
$$;
comment on function private.store_text(public.conversations, jsonb, text) is
  'A text, once, and with somebody''s first how we came to know them. Thread locked.';

create function worker.receive_sms(
  sender_id uuid, sms jsonb, at timestamptz default now()
) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  sender public.senders;
  thread public.conversations;
  person public.users;
  message public.messages;
  reason text;
  confirmed_in uuid;
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
      thread := private.find_thread(sender, sms ->> 'from',
        coalesce((sms ->> 'new_owner')::boolean, false), at);
    end if;
  end loop;
  perform private.stop_point('receive.found');
  select * into person from public.users u where u.id = thread.user_id;
  reason := private.silent_reason(sender, person, thread.id, sms);
  message := private.store_text(thread, sms, reason);
  if person.unreachable_until is not null then
    perform private.lift_unreachable(person.id);
  end if;
  if reason in ('opt_out_word', 'opt_out_said', 'opt_in_word') then
    perform private.heed_consent(message, reason);
  elsif reason = 'data_request' then
    perform private.heed_data_request(message, sms -> 'data');
  elsif reason = 'reaction' then
    perform private.note_reaction(thread, sms -> 'reaction');
  end if;
  if private.note_crisis(message, sms -> 'screen', coalesce((sms ->> 'safe')::boolean, false), at)
    and reason is null then
    -- Fixed words answer it, and no model.
    reason := 'crisis';
    perform private.interrupt_outreach(person, at);
  elsif reason is null then
    perform private.interrupt_outreach(person, at);
    perform private.plan_re_engagement(person, at);
  end if;
  if reason = 'opt_out_said' then
    confirmed_in := private.confirm_opt_out(message, sms);
  end if;
  if reason in ('opt_out_word', 'opt_out_said', 'opt_in_word')
    and sms #>> '{data,asks}' = 'erase' then
    perform private.heed_erasure(message, sms -> 'data', confirmed_in);
  end if;
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
  values (sender.tenant_id,
    case when reason is null then 'message.received'
      when reason in ('opt_out_word', 'opt_out_said') then 'consent.opted_out'
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
comment on function worker.receive_sms(uuid, jsonb, timestamptz) is
  'Stores one verified text and all that follows from it, in one transaction. sms: {message_sid, '
  'from (E.164 or short code), body, media [{url, content_type}], keyword stop|start|help|null, '
  'said opt_out|null, safe, new_owner, language en|es, reaction {rating up|down|null, removed, '
  'quoted}|null, data {asks erase|erase_word|export|yes|no, language}|null, auto_reply, screen '
  '(private.note_crisis), backfilled, sent_at (when backfilled)}. A SID that is stored already '
  'changes nothing and answers duplicate.';
