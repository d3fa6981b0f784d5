-- The last look before a text leaves: whose it is, the hour, the limits, the country, the money,
-- the number's pace. Called by worker.begin_send with its person and its message locked.

create table private.spending (
  tenant_id uuid primary key references public.tenants (id) on delete cascade,
  day date not null,
  texts_count integer not null default 0,
  hour timestamptz not null,
  new_numbers_count integer not null default 0
) with (fillfactor = 50);
comment on table private.spending is
  'How many texts a tenant has sent on this UTC day, and how many people it has texted for the '
  'first time in this hour. Locked to count, so that two texts never share the last place.';

create function private.heeds_own_hours(person public.users, at timestamptz) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce((select b.quiet_hours_enabled from public.user_message_budget b
    where b.user_id = person.id and b.date = private.local_day(person, at)), true);
end
$$;
comment on function private.heeds_own_hours(public.users, timestamptz) is
  'Whether somebody''s own quiet hours count on the day that it is for them.';

create function private.validity_seconds(
  message public.messages, person public.users, at timestamptz
) returns integer
language plpgsql stable security invoker set search_path = '' as $$
declare
  seconds integer := private.setting('send_validity_seconds', message.tenant_id);
  ends_at timestamptz;
begin
  if message.purpose = 'proactive' then
    -- So that it cannot leave the carrier's queue at night, or after its time.
    select least(q.expires_at,
        private.quiet_from(person, at, private.heeds_own_hours(person, at))) into ends_at
      from public.message_queue q
      where q.tenant_id = message.tenant_id and q.delivered_message_id = message.id;
  elsif message.purpose = 'confirmation' then
    ends_at := message.created_at + interval '5 minutes';
  end if;
  -- The carrier counts from when it has the text, which may be a POST's 15 s later.
  return greatest(1, least(seconds,
    case when ends_at < 'infinity' then floor(extract(epoch from ends_at - at)) - 20 end));
end
$$;
comment on function private.validity_seconds(
  public.messages, public.users, timestamptz) is
  'For how many seconds the carrier may keep a text before it drops it (ValidityPeriod).';

create function private.bar(person public.users, thread public.conversations,
  message public.messages, part jsonb, at timestamptz) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    -- 47 CFR 64.1200(a)(12): one text that confirms an opt-out, within five minutes of it.
    when message.purpose = 'confirmation' and at > message.created_at + interval '5 minutes'
      then '{"stop": "expired"}'
    -- It answers their own text in words for their safety: 47 CFR 64.1200(f)(4), and
    -- docs/decisions/0026. No other rule of ours holds it up.
    when message.purpose = 'crisis' then case
      when private.carrier_blocks(person) then '{"stop": "opted_out"}'::jsonb
      when thread.status = 'closed' then '{"stop": "conversation_closed"}'
      when (part ->> 'premium')::boolean then '{"stop": "premium_number"}' end
    when person.opted_out_at is not null and message.purpose <> 'confirmation'
      then '{"stop": "opted_out"}'
    when person.blocked_at is not null then '{"stop": "blocked"}'
    when not person.is_active then '{"stop": "inactive"}'
    when thread.status = 'closed' then '{"stop": "conversation_closed"}'
    when (part ->> 'premium')::boolean then '{"stop": "premium_number"}'
    when part ? 'country' and not exists (select from public.tenants t
      where t.id = message.tenant_id and part ->> 'country' = any (t.countries))
      then '{"stop": "country_not_allowed"}'
    when person.unreachable_until > at and person.unreachable_code = 14107
      then jsonb_build_object('wait', 'cooling_down', 'seconds',
        least(3600, ceil(extract(epoch from person.unreachable_until - at))))
    when person.unreachable_until > at then case
      when message.purpose = 'proactive' and private.is_unsent(message) then jsonb_build_object(
        'back', 'unreachable', 'until', least(person.unreachable_until, at + interval '1 day'))
      else '{"stop": "unreachable"}' end
    when message.purpose = 'urgent' and exists (select from private.functions f
      where f.name = 'sms-sender' and f.paused_at is not null)
      then '{"wait": "paused", "seconds": 60}'
    when exists (select from public.senders s join public.tenants t on t.id = s.tenant_id
      where s.id = thread.sender_id and (s.paused_at is not null or t.paused_at is not null))
      then case
        when message.purpose = 'proactive' and private.is_unsent(message)
          then jsonb_build_object('back', 'paused', 'until', at + interval '5 minutes')
        else '{"wait": "paused", "seconds": 60}' end
  end;
end
$$;
comment on function private.bar(
  public.users, public.conversations, public.messages, jsonb, timestamptz) is
  'Why this part may not leave, whatever kind of text it is of: {stop} for ever, {wait, seconds}, '
  '{back, until} to the queue; null: nothing bars it.';

create function private.proactive_bar(
  person public.users, message public.messages, at timestamptz
) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  text public.message_queue;
  now_for record;
begin
  select * into text from public.message_queue q
    where q.tenant_id = message.tenant_id and q.delivered_message_id = message.id;
  if text.status is distinct from 'approved' then
    return '{"stop": "withdrawn"}';
  elsif text.expires_at <= at then
    return '{"stop": "expired"}';
  elsif exists (select from public.message_queue n where n.user_id = text.user_id
    and n.subject = text.subject and n.arrival > text.arrival
    and (text.sequence_id is null or n.sequence_id is distinct from text.sequence_id)
    and n.status in ('queued', 'approved', 'sent')) then
    -- Back to the orchestrator, which writes down what took its place.
    return jsonb_build_object('back', 'newer_on_subject', 'until', at);
  elsif not private.is_introduced(message.conversation_id)
    and not starts_with(message.content, private.introduction(message.tenant_id)) then
    return jsonb_build_object('back', 'not_introduced', 'until', at);
  end if;
  select * into now_for from private.standing(array[person.id], at);
  return case
    -- Back to the orchestrator, which gives it its moment of the morning.
    when now_for.held = 'quiet_hours'
      then jsonb_build_object('back', now_for.held, 'until', at)
    when now_for.held in ('muted', 'crisis', 'taken_over', 'morning')
      then jsonb_build_object('back', now_for.held, 'until', now_for.held_until)
    -- It is one of those in flight itself.
    when now_for.day_left < 0
      then jsonb_build_object('back', 'daily_limit', 'until', now_for.day_ends_at)
    when now_for.hour_left < 0 then jsonb_build_object('back', 'hourly_limit',
      'until', coalesce(now_for.hour_free_at, at + interval '1 hour'))
  end;
end
$$;
comment on function private.proactive_bar(public.users, public.messages, timestamptz) is
  'Why a text that nobody asked for may not leave now; as private.bar.';

create function private.capped(person public.users, message public.messages, at timestamptz)
returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  this_hour timestamptz := date_trunc('hour', at);
  spent private.spending;
begin
  if message.purpose in ('urgent', 'confirmation', 'crisis') then
    return null;
  end if;
  select * into spent from private.spending s where s.tenant_id = message.tenant_id;
  if spent.day = (at at time zone 'UTC')::date
    and spent.texts_count >= private.setting('texts_a_day_max', message.tenant_id) then
    return case message.purpose
      when 'proactive' then jsonb_build_object('back', 'tenant_cap', 'until',
        (spent.day + 1)::timestamp at time zone 'UTC')
      else '{"wait": "paused", "seconds": 600, "cap": "texts_a_day_max"}' end;
  elsif person.texted_at is null and spent.hour = this_hour and spent.new_numbers_count
    >= private.setting('new_numbers_an_hour_max', message.tenant_id) then
    return case message.purpose
      when 'proactive' then jsonb_build_object('back', 'new_numbers',
        'until', this_hour + interval '1 hour')
      else '{"wait": "paused", "seconds": 600, "cap": "new_numbers_an_hour_max"}' end;
  end if;
  return null;
end
$$;
comment on function private.capped(public.users, public.messages, timestamptz) is
  'Why a text waits for its tenant''s caps, as private.bar; null: it does not. What private.spend '
  'locks is only read.';

create function private.spend(person public.users, message public.messages, at timestamptz)
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  today date := (at at time zone 'UTC')::date;
  this_hour timestamptz := date_trunc('hour', at);
  barred jsonb;
begin
  if message.purpose in ('urgent', 'confirmation', 'crisis') then
    return null;
  end if;
  insert into private.spending as s (tenant_id, day, hour)
    values (message.tenant_id, today, this_hour)
    on conflict on constraint spending_pkey do update set
      texts_count = case when s.day = today then s.texts_count else 0 end, day = today,
      new_numbers_count = case when s.hour = this_hour then s.new_numbers_count else 0 end,
      hour = this_hour;
  barred := private.capped(person, message, at);
  if barred is null then
    update private.spending s set texts_count = s.texts_count + 1,
      new_numbers_count = s.new_numbers_count + (person.texted_at is null)::integer
    where s.tenant_id = message.tenant_id;
  end if;
  return barred;
end
$$;
comment on function private.spend(public.users, public.messages, timestamptz) is
  'Counts a text against its tenant''s caps, or says why it waits; as private.bar.';

create function private.book_pace(
  task public.agent_tasks, message public.messages, sender_id uuid, part jsonb, at timestamptz
) returns numeric
language plpgsql security invoker set search_path = '' as $$
declare
  rate numeric := (select s.segments_per_second from public.senders s
    where s.id = book_pace.sender_id);
  takes interval := make_interval(
    secs => (part ->> 'segments')::double precision / rate::double precision);
  burst interval := make_interval(secs => private.setting('pace_burst_seconds')::double precision);
  booked timestamptz;
begin
  if exists (select from public.message_parts p where p.message_id = message.id
    and p.part_index = (part ->> 'index')::integer and p.status <> 'queued') then
    -- It has begun, and asks again since the answer was lost.
    return 0;
  elsif task.context_json -> 'booked' ->> 'part' = part ->> 'index' then
    booked := (task.context_json -> 'booked' ->> 'at')::timestamptz;
    -- It had to wait once, and its turn was kept; one that a pause let pass is over. Not sooner: a
    -- drain that is late would book for ever, and nobody would get a turn.
    if booked > at - interval '5 minutes' then
      return greatest(0, extract(epoch from booked - at));
    end if;
  end if;
  insert into private.sender_pace (sender_id) values (book_pace.sender_id) on conflict do nothing;
  if message.purpose = 'proactive' then
    update private.sender_pace p set free_at = greatest(p.free_at, p.replies_free_at, at) + takes
      where p.sender_id = book_pace.sender_id returning p.free_at - takes into booked;
  else
    -- Past whatever else is booked: the answers stand in a line of their own.
    update private.sender_pace p set replies_free_at = greatest(p.replies_free_at, at) + takes,
        free_at = greatest(p.free_at, at) + takes
      where p.sender_id = book_pace.sender_id returning p.replies_free_at - takes into booked;
  end if;
  booked := booked - burst;
  if booked <= at or message.purpose in ('urgent', 'crisis') then
    return 0;
  end if;
  update public.agent_tasks t set context_json = t.context_json
      || jsonb_build_object('booked', jsonb_build_object('part', part -> 'index', 'at', booked))
    where t.id = task.id;
  return extract(epoch from booked - at);
end
$$;
comment on function private.book_pace(
  public.agent_tasks, public.messages, uuid, jsonb, timestamptz) is
  'A token bucket as a clock (GCRA): books the part''s segments on its number and answers in how '
  'many seconds they may leave; 0: now. pace_burst_seconds may leave at once after a pause.';

create function private.count_text(
  person public.users, message public.messages, at timestamptz
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  -- Once; but a proactive text that was put off has no place until it leaves.
  if message.status <> 'queued_for_send' and (message.purpose <> 'proactive' or not exists (
    select from public.message_queue q where q.tenant_id = message.tenant_id
      and q.delivered_message_id = message.id and q.slot_at is null)) then
    return;
  end if;
  if person.texted_at is null then
    update public.users u set texted_at = at where u.id = person.id;
  end if;
  perform private.open_days(array[person.id], at);
  update public.user_message_budget b set
    messages_sent = b.messages_sent + (message.purpose = 'proactive')::integer,
    slots_at = case message.purpose when 'proactive' then b.slots_at || at else b.slots_at end,
    last_message_at = case message.purpose when 'proactive' then at else b.last_message_at end,
    replies_sent = b.replies_sent + (message.purpose = 'reply')::integer
  where b.user_id = person.id and b.date = private.local_day(person, at);
  if message.purpose in ('proactive', 'urgent') then
    update public.message_queue q set slot_at = at, status_reason = null
      where q.tenant_id = message.tenant_id and q.delivered_message_id = message.id;
  end if;
end
$$;
comment on function private.count_text(public.users, public.messages, timestamptz) is
  'A text begins to leave: it takes its place in its person''s day. Person locked.';

create function private.last_look(task public.agent_tasks, person public.users,
  thread public.conversations, message public.messages, part jsonb, at timestamptz)
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  barred jsonb := private.bar(person, thread, message, part, at);
  seconds numeric;
begin
  -- What has begun goes on to its end; only what bars everybody, and the night, stops it half way.
  -- What the carrier put off has not begun: it waits for its night as it did before.
  if barred is null and message.purpose = 'proactive' then
    barred := case
      when private.is_unsent(message) then private.proactive_bar(person, message, at)
      -- A pause, or an outage, has held up the rest of it until night.
      when private.quiet_until(person, at, private.heeds_own_hours(person, at)) is not null
        then '{"stop": "expired"}'::jsonb end;
  end if;
  if barred is null and message.status = 'queued_for_send' then
    -- Whoever waits for tomorrow takes up none of the number's pace today.
    barred := private.capped(person, message, at);
  end if;
  if barred is null then
    seconds := private.book_pace(task, message, thread.sender_id, part, at);
    if seconds > 0 then
      barred := jsonb_build_object('wait', 'pace', 'seconds', round(seconds, 3));
    end if;
  end if;
  if barred is null and message.status = 'queued_for_send' then
    -- Last, and under the lock: what waits, or goes back, has cost nothing.
    barred := private.spend(person, message, at);
  end if;
  return barred;
end
$$;
comment on function private.last_look(public.agent_tasks, public.users, public.conversations,
  public.messages, jsonb, timestamptz) is
  'Why a part may not leave now, as private.bar has it, or null; then its segments are booked, and '
  'its text is counted.';

create function private.turn_away(
  task public.agent_tasks, message public.messages, barred jsonb
) returns jsonb
language plpgsql security invoker set search_path = '' as $$
begin
  if barred ? 'wait' then
    -- Of a text that somebody may ask about.
    update public.message_queue q set status_reason = case
        when barred ? 'cap' then 'tenant_cap' when barred ->> 'wait' = 'pace' then 'sender_busy'
        else barred ->> 'wait' end
      where q.tenant_id = message.tenant_id and q.delivered_message_id = message.id
        and q.status = 'approved';
    return jsonb_build_object('ok', false, 'reason', barred -> 'wait',
      'wait_seconds', barred -> 'seconds');
  elsif barred ? 'back' then
    perform private.put_back(q, barred ->> 'back', (barred ->> 'until')::timestamptz)
      from public.message_queue q
      where q.tenant_id = message.tenant_id and q.delivered_message_id = message.id;
    perform private.end_task(task, 'completed', jsonb_build_object('put_back', barred -> 'back'));
    return jsonb_build_object('ok', false, 'reason', 'put_back');
  end if;
  return private.stop_send(task, barred ->> 'stop');
end
$$;
comment on function private.turn_away(public.agent_tasks, public.messages, jsonb) is
  'What may not leave waits in its lane, goes back to the queue, or is cancelled; with its reason.';
