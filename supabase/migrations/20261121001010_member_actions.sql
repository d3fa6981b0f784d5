-- What an agent may do about its own person: answer, keep what they say, heed what they wish.

insert into private.actions (action, agents, to_others, description) values
  ('reply', '{bouncer,concierge}', 'this agent writes no replies', 'say something'),
  ('update_profile', '{bouncer,concierge}', 'this agent changes no profile',
   'keep facts the person has stated about themselves'),
  ('name_referrer', '{bouncer}', 'only at the door', 'keep who sent the person'),
  ('mark_innovator', '{bouncer}', 'only at the door', 'the person offers a solution'),
  ('set_timezone', '{bouncer,concierge}', 'this agent sets no time zone', 'where their clock is'),
  ('schedule_followup', '{concierge}', 'only a member can be reminded',
   'come back to something at a later hour'),
  ('pause_texts', '{bouncer,concierge}', 'this agent pauses no texts',
   'leave the person in peace until a day'),
  ('resume_texts', '{bouncer,concierge}', 'this agent starts and stops no texts',
   'and end that'),
  ('go_on_with_sequence', '{bouncer,concierge}', 'this agent starts and stops no texts',
   'an interrupted sequence goes on'),
  ('stop_sequence', '{bouncer,concierge}', 'this agent starts and stops no texts',
   'an interrupted sequence ends'),
  ('drop_outreach', '{bouncer,concierge}', 'this agent drops no texts',
   'what was to be put into words is stale'),
  ('write_summary', '{conversation-summary}', 'this agent writes no summary',
   'a newer summary of a conversation'),
  ('settle_part', '{sms-sender}', 'only the sender settles parts',
   'what the carrier said of a part');

-- Answers. -------------------------------------------------------------------------------------

create function private.write_reply(
  task public.agent_tasks, agent text, words text
) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  said uuid;
  filled text;
  person public.users;
begin
  select * into person from public.users u where u.id = task.user_id;
  if private.wait_for_checkout(person, write_reply.words) then
    return null;
  end if;
  filled := private.fill_placeholders(write_reply.words, person);
  if task.task_type = 'compose_outreach' then
    -- It waits for its night and its limits like any other.
    return private.say_outreach(task, filled);
  elsif task.task_type = 'welcome' then
    perform private.answer_deed(person, agent, filled, task.id, task.trace_id, now());
    return null;
  elsif task.task_type = 'schedule_followup' then
    -- It answers no text: it may be night by now, or they may want peace.
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
        scheduled_for, expires_at, priority, conversation_context_id, trace_id)
      values (task.tenant_id, task.user_id, write_reply.agent,
        jsonb_build_object('task_id', task.id), filled, now(),
        now() + interval '1 day', 'high', (task.context_json ->> 'conversation_id')::uuid,
        task.trace_id);
    return null;
  end if;
  insert into public.messages
      (tenant_id, conversation_id, user_id, role, direction, content, status, trace_id, task_id)
    values (task.tenant_id, (task.context_json ->> 'conversation_id')::uuid, task.user_id,
      write_reply.agent, 'outbound', filled, 'pending', task.trace_id, task.id)
    returning id into said;
  return said;
end
$$;
comment on function private.write_reply(public.agent_tasks, text, text) is
  'Inserts a reply as pending; the triggers take it from there. What answers no text, a follow-up, '
  'is queued for the orchestrator, and one with a payment link waits for that. The message that it '
  'has become, if it has.';

create function private.check_reply(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['text']), case
    when not coalesce(private.is_text(input -> 'text', 4800), false)
      then 'a reply has 1 to 4,800 characters' end);
end
$$;

create function private.apply_reply(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  said uuid;
begin
  -- Said no while we were thinking: the turn stands, the text does not leave.
  if not private.hears_nothing(person, (task.context_json ->> 'conversation_id')::uuid) then
    said := private.write_reply(task, lease.function_name, input ->> 'text');
    perform private.note_telling(person, said);
    if lease.function_name in ('assistant', 'coach') then
      perform private.note_answer(said, lease);
    end if;
  end if;
end
$$;

-- The profile. --------------------------------------------------------------------------------

create function private.check_update_profile(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(
    private.check_fields(input,
      array['first_name', 'last_name', 'company', 'title', 'email', 'linkedin_url']),
    (select f.key || ' must be a line of 1 to ' || m.size || ' characters'
      from jsonb_each(input) f
      join (values ('first_name', 100), ('last_name', 100), ('company', 255), ('title', 255),
        ('email', 255), ('linkedin_url', 500)) m (key, size) using (key)
      where not private.is_line(f.value, m.size)
      limit 1),
    case
      when btrim(input ->> 'email') !~ '^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$'
        then 'that is not an email address'
      when btrim(input ->> 'linkedin_url')
        !~* '^(https?://)?([a-z]{2,3}\.)?linkedin\.com/\S+$' then 'that is not a LinkedIn address'
    end,
    private.email_refusal(person.tenant_id, input ->> 'email'));
end
$$;
comment on function private.check_update_profile(public.users, jsonb, jsonb) is
  'The fields of update_profile, as supabase/functions/_shared/actions.ts has them.';

create function private.apply_update_profile(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set
    first_name = coalesce(btrim(input ->> 'first_name'), u.first_name),
    last_name = coalesce(btrim(input ->> 'last_name'), u.last_name),
    company = coalesce(btrim(input ->> 'company'), u.company),
    title = coalesce(btrim(input ->> 'title'), u.title),
    email = coalesce(lower(btrim(input ->> 'email')), u.email),
    email_verified = u.email_verified
      and coalesce(lower(btrim(input ->> 'email')) = u.email, true),
    linkedin_url = coalesce(btrim(input ->> 'linkedin_url'), u.linkedin_url)
  where u.id = person.id;
end
$$;

create function private.check_name_referrer(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['name']), case
    when not coalesce(private.is_line(input -> 'name', 200), false)
      then 'a name has 1 to 200 characters' end);
end
$$;

create function private.apply_name_referrer(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set name_dropped = btrim(input ->> 'name'),
    referred_by = private.referrer_named(u, btrim(input ->> 'name'))
  where u.id = person.id;
end
$$;

create function private.check_mark_innovator(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$$;

create function private.apply_mark_innovator(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set innovator = true where u.id = person.id;
end
$$;

create function private.check_set_timezone(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['timezone']), case
    when not exists (select 1 from private.timezones z
      where z.name = input ->> 'timezone') then 'that is not an IANA time zone' end);
end
$$;

create function private.apply_set_timezone(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set timezone = input ->> 'timezone' where u.id = person.id;
end
$$;

-- Coming back to something, and being left in peace. --------------------------------------------

create function private.check_schedule_followup(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['in_hours', 'about']), case
    when not coalesce(private.is_line(input -> 'about', 300), false)
      then 'about must be a line of 1 to 300 characters'
    when jsonb_typeof(input -> 'in_hours') is distinct from 'number'
      or (input ->> 'in_hours')::numeric not between 1 and 720
      or (input ->> 'in_hours')::numeric % 1 <> 0 then 'in_hours is a whole number, 1 to 720'
    when 5 <= (select count(*) from public.agent_tasks t where t.tenant_id = person.tenant_id
      and t.user_id = person.id and t.task_type = 'schedule_followup' and t.status = 'pending')
      then 'five follow-ups wait already' end);
end
$$;

create function private.apply_schedule_followup(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language sql security invoker set search_path = '' as $$
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by, trace_id, caused_by, hop)
  select task.tenant_id, k.task_type, k.agent_type, task.user_id, task.context_id,
    task.context_type, now() + make_interval(hours => (input ->> 'in_hours')::integer),
    k.priority, k.max_retries,
    jsonb_build_object('conversation_id', task.context_json ->> 'conversation_id',
      'about', btrim(input ->> 'about')),
    'concierge', task.trace_id, task.id, task.hop
  from private.task_types k where k.task_type = 'schedule_followup'
$$;
comment on function private.apply_schedule_followup(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'A turn of the same conversation at a later hour, which the person has asked for.';

create function private.check_day(person public.users, value jsonb) returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  today date := private.local_day(person, now());
begin
  if jsonb_typeof(value) <> 'string' or value #>> '{}' !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
    return 'until is a day, as 2026-11-30';
  elsif (value #>> '{}')::date <= today then
    return 'until must be a day after today, which is ' || today;
  elsif (value #>> '{}')::date > today + 366 then
    return 'until is at most a year ahead; leave it out for as long as they like';
  end if;
  return null;
exception when datetime_field_overflow then
  return 'there is no such day';
end
$$;
comment on function private.check_day(public.users, jsonb) is
  'Null when it names one of the person''s own days of the year to come, else the reason.';

create function private.check_pause_texts(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case when input <> '{}' then coalesce(private.check_fields(input, array['until']),
    private.check_day(person, input -> 'until')) end;
end
$$;

create function private.apply_pause_texts(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform worker.mute_person(person.id, coalesce(
    private.day_began(person, ((input ->> 'until')::timestamp + interval '12 hours')
      at time zone private.day_zone(person)), 'infinity'));
end
$$;

create function private.check_resume_texts(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$$;

create function private.apply_resume_texts(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform worker.mute_person(person.id, null);
end
$$;

-- Texts that nobody asked for. -----------------------------------------------------------------

create function private.check_go_on_with_sequence(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(
    case when input <> '{}' then private.check_fields(input, array['in_hours']) end, case
    when input ? 'in_hours' and (jsonb_typeof(input -> 'in_hours') <> 'number'
      or (input ->> 'in_hours')::numeric not between 0 and 168
      or (input ->> 'in_hours')::numeric % 1 <> 0) then 'in_hours is a whole number, 0 to 168'
    when not exists (select from public.message_queue q where q.tenant_id = person.tenant_id
      and q.user_id = person.id and q.status = 'queued' and q.sequence_paused_at is not null)
      then 'no sequence was interrupted' end);
end
$$;

create function private.apply_go_on_with_sequence(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.steer_sequences(person, 'resume',
    coalesce((input ->> 'in_hours')::integer, 0));
end
$$;

create function private.check_stop_sequence(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$$;

create function private.apply_stop_sequence(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.steer_sequences(person, 'cancel');
end
$$;

create function private.check_drop_outreach(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['reason']), case
    when not coalesce(private.is_line(input -> 'reason', 300), false)
      then 'reason must be a line of 1 to 300 characters' end);
end
$$;

create function private.apply_drop_outreach(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.message_queue q set status = 'cancelled', status_reason = 'withdrawn',
    status_detail = btrim(input ->> 'reason')
  where q.id = task.context_id and task.task_type = 'compose_outreach'
    and q.status = 'approved';
end
$$;

-- What agents that text with nobody do. ---------------------------------------------------------

create function private.check_write_summary(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(
    private.check_fields(input, array['summary', 'up_to_position']), case
    when not coalesce(private.is_text(input -> 'summary', 4000), false)
      then 'a summary has 1 to 4,000 characters'
    when jsonb_typeof(input -> 'up_to_position') is distinct from 'number'
      then 'up_to_position is missing' end);
end
$$;

create function private.apply_write_summary(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  -- An older one never replaces a newer; the watermark is the lease's.
  update public.conversations c set
    conversation_summary = input ->> 'summary',
    summary_position = lease.watermark,
    last_summary_message_id = (select m.id from public.messages m
      where m.conversation_id = c.id and m.position = lease.watermark)
  where c.id = (task.context_json ->> 'conversation_id')::uuid
    and c.summary_position < lease.watermark;
end
$$;

create function private.check_settle_part(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return null;
end
$$;

create function private.apply_settle_part(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.settle_part(lease.token, (input ->> 'part_id')::uuid, input);
end
$$;
