-- What follows when a text raises concern: words at once, an alarm, a follow-up, a second look.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('crisis_repeat_minutes', 10, true, 1, 60,
   'who says the same again within this time, and no worse, is not sent the same words again'),
  ('crisis_followup_hours', 20, true, 1, 23,
   'who may be in danger, and of whom nobody has heard, is asked again before this'),
  ('crisis_followups_max', 3, true, 1, 7, 'and so often, a day apart'),
  ('crisis_lapse_hours', 72, true, 1, 720,
   'what was of low concern, and alarmed nobody, is over after this');

insert into private.event_types (event_type, emitted_by, payload, description) values
  ('crisis.detected', '{private.note_crisis}',
   '{"crisis_event_id": "uuid", "message_id": "uuid", "conversation_id": "uuid",
    "user_id": "uuid"}', 'a text raised concern'),
  ('crisis.acknowledged', '{private.tell_of_crisis}', '{"crisis_event_id": "uuid", "user_id": "uuid", "acknowledged_by": "word"}',
   'an operator has taken it on, or its person has said that they are safe'),
  ('crisis.escalated', '{private.tell_of_crisis}',
   '{"crisis_event_id": "uuid", "user_id": "uuid"}',
   'no operator took it on in time, and the second step was told'),
  ('crisis.resolved', '{private.tell_of_crisis}',
   '{"crisis_event_id": "uuid", "user_id": "uuid", "resolution": "word"}',
   'it is over');

create function private.texts_before(person public.users, at timestamptz) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('text', m.content, 'minutes_ago',
      greatest(0, round(extract(epoch from texts_before.at - m.created_at) / 60)))
      order by m.created_at), '[]')
    from (
      select * from public.messages m
      where m.tenant_id = person.tenant_id and m.user_id = person.id
        and m.created_at > texts_before.at - interval '2 hours' and m.direction = 'inbound'
      order by m.created_at desc limit 6) m);
end
$$;
comment on function private.texts_before(public.users, timestamptz) is
  'What somebody has written shortly before, the oldest first: what one text says may need another '
  'to be understood.';

create function worker.recent_texts(
  sender_id uuid, phone_number text, at timestamptz default now()
) returns jsonb
language plpgsql stable security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
begin
  return coalesce((
    select private.texts_before(u, recent_texts.at) from public.senders s
    join public.users u on u.tenant_id = s.tenant_id and u.phone_number = recent_texts.phone_number
    where s.id = recent_texts.sender_id), '[]');
end
$$;
comment on function worker.recent_texts(uuid, text, timestamptz) is
  'private.texts_before, of a number: [{text, minutes_ago}]. For the screen at the door alone, '
  'whose caller has checked the signature.';

create function private.carrier_blocks(person public.users) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return person.opted_out_at is not null and coalesce((
    select c.source in ('keyword', 'carrier', 'send_error') from public.consent_events c
    where c.tenant_id = person.tenant_id and c.user_id = person.id and c.kind = 'opt_out'
    order by c.created_at desc limit 1), false);
end
$$;
comment on function private.carrier_blocks(public.users) is
  'Whether it was the carrier that they told to let nothing of ours through, and not us alone.';

create function private.open_crisis(person_id uuid) returns public.crisis_events
language plpgsql stable security invoker set search_path = '' as $$
declare
  worst public.crisis_events;
begin
  select * into worst from public.crisis_events c
    where c.user_id = open_crisis.person_id and c.resolution_timestamp is null
    order by private.crisis_rank(c.severity_level) desc, c.created_at desc limit 1;
  return worst;
end
$$;
comment on function private.open_crisis(uuid) is 'The gravest that is open of somebody, if any is.';

create function private.is_in_crisis(person public.users) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return exists (select from public.crisis_events c
    where c.user_id = person.id and c.resolution_timestamp is null
      and c.severity_level in ('high', 'critical'));
end
$$;
comment on function private.is_in_crisis(public.users) is
  'Whether they may be in danger: then nobody texts them of anything else.';

create function private.crisis_view(person public.users) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  worst public.crisis_events := private.open_crisis(person.id);
begin
  if worst.id is null then
    return null;
  end if;
  return jsonb_build_object('severity', worst.severity_level, 'kind', worst.trigger_type,
    'about', worst.subject, 'since', worst.created_at,
    'says_safe', worst.user_acknowledged, 'words_sent', worst.shown_message_id is not null);
end
$$;
comment on function private.crisis_view(public.users) is
  'What an agent must know of a crisis that is open, so that it does not chat on; null: of none.';

create function private.say_to(
  thread public.conversations, words text, purpose text, trace_id uuid
) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  message_id uuid;
  -- On the web there is no carrier: what is stored is there to be read.
  there boolean := thread.channel = 'web';
begin
  insert into public.messages (conversation_id, role, direction, content, status, purpose, trace_id,
      sent_at, delivered_at)
    values (thread.id, 'system', 'outbound', say_to.words,
      case when there then 'delivered' else 'pending' end, say_to.purpose, say_to.trace_id,
      case when there then clock_timestamp() end, case when there then clock_timestamp() end)
    returning id into message_id;
  return message_id;
end
$$;
comment on function private.say_to(public.conversations, text, text, uuid) is
  'Fixed words in a thread, by its channel. Person and thread locked.';

create function private.followup_time(person public.users, at timestamptz) returns timestamptz
language plpgsql stable security invoker set search_path = '' as $$
declare
  hours integer := private.setting('crisis_followup_hours', person.tenant_id);
begin
  -- As late as may be, but not in their night, if there is an hour of day before.
  return coalesce((
    select t from generate_series(at + make_interval(hours => hours),
      at + make_interval(hours => hours / 2), interval '-30 minutes') t
    where private.quiet_until(person, t, true) is null limit 1),
    at + make_interval(hours => hours));
end
$$;
comment on function private.followup_time(public.users, timestamptz) is
  'When they are asked how they are, should nobody have heard of them by then.';

create function private.answer_crisis(crisis public.crisis_events, at timestamptz)
returns public.crisis_events
language plpgsql security invoker set search_path = '' as $$
declare
  answered public.crisis_events := answer_crisis.crisis;
  said jsonb := private.words_for(crisis.tenant_id, crisis.severity_level, crisis.trigger_type,
    crisis.subject, crisis.template, crisis.language);
  person public.users;
  message public.messages;
  thread public.conversations;
begin
  if said is null then
    return answered;
  end if;
  select * into person from public.users u where u.id = crisis.user_id;
  select * into message from public.messages m where m.id = crisis.message_id;
  select * into thread from public.conversations c where c.id = message.conversation_id;
  if thread.channel = 'sms' and private.carrier_blocks(person) then
    update public.crisis_events c set carrier_blocked = true where c.id = crisis.id
      returning * into answered;
    return answered;
  end if;
  update public.crisis_events c set
    shown_message_id = private.say_to(thread, said ->> 'words', 'crisis', message.trace_id),
    resources_shown = c.resources_shown
      || (said - 'words' || jsonb_build_object('at', answer_crisis.at))
  where c.id = crisis.id returning * into answered;
  return answered;
end
$$;
comment on function private.answer_crisis(public.crisis_events, timestamptz) is
  'The fixed words, at once, unless the carrier lets nothing through. Person and thread locked.';

create function private.alarm(crisis public.crisis_events, at timestamptz) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  raised uuid[];
begin
  -- Not left to raise_alerts, which will find it: a minute may be long.
  with found as (
    insert into public.alerts
      (tenant_id, kind, subject, subject_count, raised_at, last_seen_at, announced_at)
    select c.tenant_id, c.kind, c.subject, c.subject_count, alarm.at, alarm.at, alarm.at
    from private.conditions_of(alarm.crisis) c
    on conflict (tenant_id, kind, subject) where resolved_at is null do nothing
    returning id
  )
  select coalesce(array_agg(f.id), '{}') into raised from found f;
  perform private.tell_channels(raised, 'raised');
end
$$;
comment on function private.alarm(public.crisis_events, timestamptz) is
  'Operators are told now. Whoever raises, announces or escalates alerts sees this one only when '
  'its crisis has committed with it.';

create function private.is_out_of_reach(person public.users, thread public.conversations)
returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return person.blocked_at is not null or not person.is_active or thread.status = 'closed'
    or (thread.channel = 'sms' and person.opted_out_at is not null);
end
$$;
comment on function private.is_out_of_reach(public.users, public.conversations) is
  'Whether they are sent nothing there that does not answer what they have just written.';

create function private.is_lost(message public.messages) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return message.status in ('failed', 'undelivered', 'cancelled')
    or (message.status = 'unknown' and message.status_reason = 'fate_unknown')
    -- A pause, or an outage of the carrier: it may leave yet, but they have nothing now.
    or (message.status in ('queued_for_send', 'sending', 'unknown')
      and message.created_at < now() - interval '5 minutes');
end
$$;
comment on function private.is_lost(public.messages) is
  'Whether words that are urgent have not left, and for long enough that somebody should know.';

create function private.is_unreached(crisis public.crisis_events) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return crisis.carrier_blocked or exists (
    select from public.messages m
    where m.id in (crisis.shown_message_id, crisis.followup_message_id) and private.is_lost(m)
  ) or exists (
    select from public.messages m
    join public.users u on u.id = m.user_id
    join public.conversations c on c.id = m.conversation_id
    where m.id = crisis.message_id and private.is_out_of_reach(u, c));
end
$$;
comment on function private.is_unreached(public.crisis_events) is
  'Whether words of ours did not reach whom it is about, or none may be sent that ask how they '
  'are.';

create function private.conditions_of(crisis public.crisis_events)
returns table (tenant_id uuid, kind text, subject text, subject_count bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  if crisis.id is null or crisis.resolution_timestamp is not null
    or crisis.repeats_id is not null or crisis.severity_level = 'low' then
    return;
  end if;
  return query select crisis.tenant_id,
    case when crisis.severity_level = 'moderate' then 'crisis_watch' else 'crisis' end,
    crisis.id::text, 1::bigint;
  if crisis.severity_level <> 'moderate' and private.is_unreached(crisis) then
    return query select crisis.tenant_id, 'crisis_unreached', crisis.id::text, 1::bigint;
  end if;
end
$$;
comment on function private.conditions_of(public.crisis_events) is
  'What an operator must know of one crisis, as private.conditions has it.';

create function private.crisis_conditions()
returns table (tenant_id uuid, kind text, subject text, subject_count bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select k.* from public.crisis_events c cross join lateral private.conditions_of(c) k
  where c.resolution_timestamp is null;
end
$$;
comment on function private.crisis_conditions() is 'What an operator must know of every crisis.';

create function private.lock_crises(ids uuid[]) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform 1 from public.crisis_events c where c.id = any (lock_crises.ids)
    order by c.id for no key update;
end
$$;
comment on function private.lock_crises(uuid[]) is
  'Whoever changes several takes them in one order; after their alerts, when those are changed '
  'too.';

create function private.lock_alerts_of(tenant_id uuid, crisis_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform 1 from public.alerts a
    where a.tenant_id = lock_alerts_of.tenant_id and a.subject = lock_alerts_of.crisis_id::text
      and a.kind in ('crisis', 'crisis_watch', 'crisis_unreached') and a.resolved_at is null
    order by a.kind for no key update;
end
$$;
comment on function private.lock_alerts_of(uuid, uuid) is
  'Before their crisis, as whoever escalates them has it.';

create function private.repeated(crisis public.crisis_events, at timestamptz) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  since timestamptz := repeated.at - make_interval(
    mins => private.setting('crisis_repeat_minutes', crisis.tenant_id)::integer);
begin
  -- Whoever ends or takes on one in this moment does it before, and is seen, or after, and takes
  -- this one along.
  perform private.lock_crises(array(select c.id from public.crisis_events c
    where c.user_id = crisis.user_id and c.resolution_timestamp is null and c.created_at > since));
  return (
    select c.id from public.crisis_events c
    join public.messages m on m.id = c.message_id
    join public.users u on u.id = c.user_id
    where c.user_id = crisis.user_id and c.id <> crisis.id and c.resolution_timestamp is null
      and c.repeats_id is null
      and c.trigger_type = crisis.trigger_type and c.subject = crisis.subject
      -- Words by text are no answer to who writes on a page, nor those in another conversation.
      and m.conversation_id = (select t.conversation_id from public.messages t
        where t.id = crisis.message_id)
      -- Who has said that they are safe, and says this again, says something new.
      and not c.user_acknowledged
      and private.crisis_rank(c.severity_level) >= private.crisis_rank(crisis.severity_level)
      -- Nor is it a repetition of what had no answer, or none that arrived.
      and case when c.severity_level = 'low' then true
        when c.shown_message_id is null then c.carrier_blocked and private.carrier_blocks(u)
        else not exists (select from public.messages w
          where w.id = c.shown_message_id and private.is_lost(w)) end
      and c.created_at > since
    order by c.created_at desc limit 1);
end
$$;
comment on function private.repeated(public.crisis_events, timestamptz) is
  'The crisis of minutes ago, in the same conversation, that this one only says again. Person '
  'locked.';

create function private.has_left_since(crisis public.crisis_events) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return exists (select from public.messages m
    join public.messages l on l.conversation_id = m.conversation_id and l.position > m.position
    where m.id = crisis.message_id and l.unanswered_reason = 'opt_out_said');
end
$$;
comment on function private.has_left_since(public.crisis_events) is
  'Whether they have asked for no more texts after the one that raised concern: words for it would '
  'be no answer any more.';

create function private.may_be_asked(crisis public.crisis_events) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return crisis.subject = 'self' and crisis.trigger_type not in ('abuse', 'threat')
    and not exists (
      select from public.crisis_events c
      where c.user_id = crisis.user_id and c.resolution_timestamp is null
        and (c.trigger_type = 'abuse' or exists (select from public.analysis_results r
          where r.tenant_id = c.tenant_id and r.user_id = c.user_id
            and r.analysis_type = 'crisis_review' and r.insights -> 'why' ? 'violence_at_home'
            and r.insights ->> 'crisis_event_id' = c.id::text)));
end
$$;
comment on function private.may_be_asked(public.crisis_events) is
  'Whether a text may ask how they are: not where somebody else may read it who hurts them, nor '
  'about somebody else, nor after a threat; docs/decisions/0030.';

create function private.attend(crisis public.crisis_events, at timestamptz) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  attended public.crisis_events := attend.crisis;
  grave boolean := crisis.severity_level in ('high', 'critical');
begin
  if not private.has_left_since(crisis) then
    attended := private.answer_crisis(crisis, at);
  end if;
  if grave then
    update public.crisis_events c set followup_required = true, followup_at = case
      when not c.user_acknowledged and c.acknowledged_at is null and private.may_be_asked(c)
        then private.followup_time(u, attend.at) end
    from public.users u where c.id = crisis.id and u.id = c.user_id;
  end if;
  perform private.alarm(attended, at);
  return grave and (attended.carrier_blocked
    or attended.shown_message_id is distinct from crisis.shown_message_id);
end
$$;
comment on function private.attend(public.crisis_events, timestamptz) is
  'What is to be done at once, by how grave it is. True: fixed words, and no others, answer it.';

create function private.note_safe(message public.messages) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  open uuid[] := array(select c.id from public.crisis_events c
    where c.user_id = message.user_id and c.resolution_timestamp is null
      and not c.user_acknowledged);
begin
  perform private.lock_crises(open);
  update public.crisis_events c set user_acknowledged = true, followup_at = null
    where c.id = any (open) and c.resolution_timestamp is null;
end
$$;
comment on function private.note_safe(public.messages) is
  'They say that they are safe: no more is asked of them. It lowers nothing, and operators who '
  'were alerted stay so.';

create function private.answer_help(message public.messages, at timestamptz) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  worst public.crisis_events := private.open_crisis(message.user_id);
begin
  -- Once a minute: two machines would say it to each other for ever.
  if private.crisis_rank(worst.severity_level) > 1 and not exists (
    select from public.messages m where m.conversation_id = message.conversation_id
      and m.purpose = 'crisis' and m.created_at > answer_help.at - interval '1 minute') then
    perform private.alarm(private.answer_crisis(worst, at), at);
  end if;
end
$$;
comment on function private.answer_help(public.messages, timestamptz) is
  'HELP is the carrier''s to answer; in a crisis it is ours, too. Person and thread locked.';

create function private.note_crisis(
  message public.messages, screen jsonb, says_safe boolean default false,
  at timestamptz default now()
) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  crisis public.crisis_events;
  severity constant text := screen ->> 'severity';
begin
  if message.unanswered_reason in ('own_number', 'short_code_sender') then
    -- Machines, to which nothing of this can happen.
    return false;
  end if;
  if message.unanswered_reason in ('opt_out_word', 'opt_out_said') then
    -- Who leaves in the middle of a crisis is out of our reach from now on.
    perform private.alarm(private.open_crisis(message.user_id), at);
  end if;
  if severity = 'none' then
    if says_safe then
      perform private.note_safe(message);
    elsif message.unanswered_reason = 'help_word' then
      perform private.answer_help(message, at);
    end if;
    return false;
  end if;
  insert into public.crisis_events (tenant_id, user_id, message_id, trigger_type, severity_level,
      keywords_detected, template, language, subject, created_at)
    values (message.tenant_id, message.user_id, message.id,
      -- A word that is not one must not keep a text from being stored.
      coalesce(substring(screen ->> 'category' from '^[a-z_]+$'), 'unspecified'), severity,
      array(select left(f, 60) from jsonb_array_elements_text(
          case jsonb_typeof(screen -> 'found') when 'array' then screen -> 'found' else '[]' end) f
        where f ~ '^[a-z0-9_.:-]+$'),
      substring(screen ->> 'template' from '^[a-z_]+$'),
      case when screen ->> 'language' = 'es' then 'es' else 'en' end,
      case when screen ->> 'subject' = 'other' then 'other' else 'self' end, note_crisis.at)
    returning * into crisis;
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
  values (crisis.tenant_id, 'crisis.detected', crisis.id, 'crisis_event',
    jsonb_build_object('crisis_event_id', crisis.id, 'message_id', message.id,
      'conversation_id', message.conversation_id, 'user_id', message.user_id),
    message.trace_id, 'note_crisis');
  update public.crisis_events c set repeats_id = private.repeated(crisis, at)
    where c.id = crisis.id returning * into crisis;
  if crisis.repeats_id is not null or not private.attend(crisis, at) then
    return false;
  end if;
  update public.messages m set unanswered_reason = 'crisis'
    where m.id = message.id and m.unanswered_reason is null;
  return true;
end
$$;
comment on function private.note_crisis(public.messages, jsonb, boolean, timestamptz) is
  'All that follows at once from what the screen found in a text: {version, severity none|low|'
  'moderate|high|critical, category, found (ids of rules), language en|es, subject self|other, '
  'template}. Whatever the channel: every door''s transaction calls it, with the person and the '
  'thread locked. says_safe: the text says so, in plain words. True: fixed words answer the text, '
  'and no model does; unless there is another reason already, that is why the message says it has '
  'no answer of an agent.';

create function private.tell_of_crisis() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
  select new.tenant_id, e.event_type, new.id, 'crisis_event',
    jsonb_build_object('crisis_event_id', new.id, 'user_id', new.user_id) || e.more, m.trace_id,
    'tell_of_crisis'
  from public.messages m
  cross join lateral (values
    ('crisis.acknowledged', '{"acknowledged_by": "person"}'::jsonb,
      new.user_acknowledged and not old.user_acknowledged),
    ('crisis.acknowledged', '{"acknowledged_by": "operator"}',
      new.acknowledged_at is not null and old.acknowledged_at is null),
    ('crisis.escalated', '{}', new.escalated_at is not null and old.escalated_at is null),
    ('crisis.resolved', jsonb_build_object('resolution', new.resolution),
      new.resolution is not null and old.resolution is null)) e (event_type, more, is_new)
  where m.id = new.message_id and e.is_new;
  return null;
end
$$;
comment on function private.tell_of_crisis() is 'Each step that a crisis takes is an event.';
create trigger a_crisis_is_told_of after update on public.crisis_events
  for each row execute function private.tell_of_crisis();

create function private.tell_of_lost_words() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.alarm(c, now()) from public.crisis_events c
    where c.tenant_id = new.tenant_id
      and (c.shown_message_id = new.id or c.followup_message_id = new.id);
  return null;
end
$$;
comment on function private.tell_of_lost_words() is
  'Words in a crisis that the carrier refuses, or loses, or that we cannot send, are an '
  'operator''s to know at once.';
create trigger words_in_a_crisis_that_are_lost_are_told_of
  after update of status, status_reason on public.messages
  for each row when (new.purpose in ('crisis', 'urgent')
    and new.status in ('failed', 'undelivered', 'cancelled', 'unknown')
    and (new.status, new.status_reason) is distinct from (old.status, old.status_reason))
  execute function private.tell_of_lost_words();

-- Whose crisis it was and how it ended is read through public.read_crisis, on record.
create policy "nobody signed in reads the events of a crisis" on public.events
  as restrictive for select to authenticated using (event_type not like 'crisis.%');

-- The follow-up. --------------------------------------------------------------------------------

create function private.follow_up(crisis_id uuid, at timestamptz) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  crisis public.crisis_events;
  message public.messages;
  thread public.conversations;
  asked uuid;
begin
  -- The person first, as everywhere. Whoever is being heard of, or taken on, is not waited for:
  -- these are many, and what others hold they hold in an order of their own.
  select u.* into person from public.crisis_events c join public.users u on u.id = c.user_id
    where c.id = follow_up.crisis_id for no key update of u skip locked;
  if not found then
    return false;
  end if;
  select * into crisis from public.crisis_events c
    where c.id = follow_up.crisis_id and c.followup_at <= follow_up.at
    for no key update skip locked;
  if not found then
    return false;
  end if;
  update public.crisis_events c set followups_count = c.followups_count + 1,
    followup_at = case when c.followups_count + 1
        < private.setting('crisis_followups_max', c.tenant_id)
      then private.followup_time(person, follow_up.at) end
    where c.id = crisis.id;
  select * into message from public.messages m where m.id = crisis.message_id;
  select * into thread from public.conversations t where t.id = message.conversation_id;
  -- Nobody has just asked for it: whoever wants no texts is not sent this one (operators know:
  -- private.is_unreached), nor who has told meanwhile of what must not be asked about by text.
  if private.is_out_of_reach(person, thread) or not private.may_be_asked(crisis) then
    return false;
  end if;
  asked := private.say_to(thread, private.words_of(crisis.tenant_id, 'follow_up',
    crisis.language) ->> 'words', 'urgent', message.trace_id);
  update public.crisis_events c set followup_message_id = asked where c.id = crisis.id;
  return true;
end
$$;
comment on function private.follow_up(uuid, timestamptz) is
  'One person is asked how they are. True when they were.';

create function worker.follow_up_crises(at timestamptz default now()) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  due uuid[] := array(select c.id from public.crisis_events c
    where c.followup_at <= follow_up_crises.at order by c.followup_at limit 200);
  asked integer;
begin
  select count(*) filter (where private.follow_up(d, at)) into asked from unnest(due) d;
  update public.crisis_events c set resolution = 'lapsed',
      resolution_timestamp = follow_up_crises.at
    where c.id in (select l.id from public.crisis_events l
      where l.resolution_timestamp is null and l.severity_level = 'low'
        and l.created_at < follow_up_crises.at - make_interval(
          hours => private.setting('crisis_lapse_hours', l.tenant_id)::integer)
      order by l.created_at limit 200 for no key update skip locked);
  return asked;
end
$$;
comment on function worker.follow_up_crises(timestamptz) is
  'Asks those who may be in danger, and of whom nobody has heard, how they are; within a day, '
  'outside every limit, until they or an operator acknowledge. What was of low concern is over '
  'after a while. How many were asked.';
