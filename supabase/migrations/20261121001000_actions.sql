-- What an agent may propose, checked when proposed and again when applied; and what it may read.

create function private.refuse(reason text) returns void
language plpgsql immutable security invoker set search_path = '' as $$
begin
  raise exception '%', refuse.reason using errcode = 'YP001',
    detail = 'An agent proposed an action that its state does not allow.';
end
$$;
comment on function private.refuse(text) is
  'Refuses an action: SQLSTATE YP001, with a reason the model may read.';

create function private.check_fields(input jsonb, allowed text[]) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case
    when jsonb_typeof(input) is distinct from 'object' then 'the input must be an object'
    when not exists (select 1 from jsonb_object_keys(input)) and cardinality(allowed) > 0
      then 'at least one field is needed'
    else (
      select 'there is no field ' || k from jsonb_object_keys(input) k
      where k <> all (check_fields.allowed) limit 1)
  end;
end
$$;
comment on function private.check_fields(jsonb, text[]) is
  'Null when the object has only allowed fields, and one of them; else the reason.';

create function private.is_line(value jsonb, characters_max integer) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  -- Control, bidirectional and tag characters have no place in a name.
  return jsonb_typeof(value) = 'string'
    and length(btrim(value #>> '{}')) between 1 and characters_max
    and value #>> '{}' !~ '[[:cntrl:]\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]'
    and value #>> '{}' !~ '[\U000E0000-\U000E007F]';
end
$$;
comment on function private.is_line(jsonb, integer) is
  'Whether a JSON value is one line of plain text of 1 to characters_max characters.';

create function private.is_text(value jsonb, characters_max integer) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return jsonb_typeof(value) = 'string'
    and length(btrim(value #>> '{}')) between 1 and characters_max
    and replace(value #>> '{}', E'\n', '') !~ '[[:cntrl:]]';
end
$$;
comment on function private.is_text(jsonb, integer) is
  'Whether a JSON value is text of 1 to characters_max characters; line feeds are allowed in it.';

create function private.check_profile(input jsonb) returns text
language plpgsql immutable security invoker set search_path = '' as $$
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
    end);
end
$$;
comment on function private.check_profile(jsonb) is
  'The fields of update_profile, as supabase/functions/_shared/actions.ts has them.';

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

create function private.check_action(person public.users, agent text, action text, input jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when action is null then 'an action has a type'
    when jsonb_typeof(input) is distinct from 'object' then 'the input must be an object'
    when action = 'reply' then coalesce(private.check_fields(input, array['text']), case
      when agent not in ('bouncer', 'concierge') then 'this agent writes no replies'
      when not coalesce(private.is_text(input -> 'text', 4800), false)
        then 'a reply has 1 to 4,800 characters' end)
    when action = 'update_profile' then case
      when agent not in ('bouncer', 'concierge') then 'this agent changes no profile'
      else private.check_profile(input) end
    when action = 'name_referrer' then coalesce(private.check_fields(input, array['name']), case
      when agent <> 'bouncer' then 'only at the door'
      when not coalesce(private.is_line(input -> 'name', 200), false)
        then 'a name has 1 to 200 characters' end)
    when action = 'mark_innovator' then case
      when agent <> 'bouncer' then 'only at the door'
      when input <> '{}' then 'it takes no fields' end
    when action = 'set_timezone' then coalesce(private.check_fields(input, array['timezone']), case
      when agent not in ('bouncer', 'concierge') then 'this agent sets no time zone'
      when not exists (select 1 from private.timezones z
        where z.name = input ->> 'timezone') then 'that is not an IANA time zone' end)
    when action = 'schedule_followup' then coalesce(
      private.check_fields(input, array['in_hours', 'about']), case
      when agent <> 'concierge' then 'only a member can be reminded'
      when not coalesce(private.is_line(input -> 'about', 300), false)
        then 'about must be a line of 1 to 300 characters'
      when jsonb_typeof(input -> 'in_hours') is distinct from 'number'
        or (input ->> 'in_hours')::numeric not between 1 and 720
        or (input ->> 'in_hours')::numeric % 1 <> 0 then 'in_hours is a whole number, 1 to 720'
      when 5 <= (select count(*) from public.agent_tasks t where t.tenant_id = person.tenant_id
        and t.user_id = person.id and t.task_type = 'schedule_followup' and t.status = 'pending')
        then 'five follow-ups wait already' end)
    when action = 'pause_texts' then case
      when agent not in ('bouncer', 'concierge') then 'this agent pauses no texts'
      when input <> '{}' then coalesce(private.check_fields(input, array['until']),
        private.check_day(person, input -> 'until')) end
    when action in ('resume_texts', 'stop_sequence') then case
      when agent not in ('bouncer', 'concierge') then 'this agent starts and stops no texts'
      when input <> '{}' then 'it takes no fields' end
    when action = 'go_on_with_sequence' then coalesce(
      case when input <> '{}' then private.check_fields(input, array['in_hours']) end, case
      when agent not in ('bouncer', 'concierge') then 'this agent starts and stops no texts'
      when input ? 'in_hours' and (jsonb_typeof(input -> 'in_hours') <> 'number'
        or (input ->> 'in_hours')::numeric not between 0 and 168
        or (input ->> 'in_hours')::numeric % 1 <> 0) then 'in_hours is a whole number, 0 to 168'
      when not exists (select from public.message_queue q where q.tenant_id = person.tenant_id
        and q.user_id = person.id and q.status = 'queued' and q.sequence_paused_at is not null)
        then 'no sequence was interrupted' end)
    when action = 'drop_outreach' then case
      when agent not in ('bouncer', 'concierge') then 'this agent drops no texts'
      else coalesce(private.check_fields(input, array['reason']), case
        when not coalesce(private.is_line(input -> 'reason', 300), false)
          then 'reason must be a line of 1 to 300 characters' end) end
    when action = 'write_summary' then coalesce(
      private.check_fields(input, array['summary', 'up_to_position']), case
      when agent <> 'conversation-summary' then 'this agent writes no summary'
      when not coalesce(private.is_text(input -> 'summary', 4000), false)
        then 'a summary has 1 to 4,000 characters'
      when jsonb_typeof(input -> 'up_to_position') is distinct from 'number'
        then 'up_to_position is missing' end)
    when action = 'settle_part' then case
      when agent <> 'sms-sender' then 'only the sender settles parts' end
    else 'there is no action ' || left(action, 40)
  end;
end
$$;
comment on function private.check_action(public.users, text, text, jsonb) is
  'Null when this agent may do this to this person now, else the reason. Who the person is comes '
  'from the lane. Called when the model proposes and again when the turn ends.';

create function private.write_reply(
  task public.agent_tasks, agent text, words text
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  if task.task_type = 'compose_outreach' then
    -- It waits for its night and its limits like any other; what was withdrawn, or put back
    -- because its person has written, is not said.
    perform private.say(q, write_reply.words) from public.message_queue q
      where q.id = task.context_id and q.status = 'approved' and q.delivered_message_id is null;
    return;
  elsif task.task_type = 'schedule_followup' then
    -- It answers no text: it may be night by now, or they may want peace.
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
        scheduled_for, expires_at, priority, conversation_context_id, trace_id)
      values (task.tenant_id, task.user_id, write_reply.agent,
        jsonb_build_object('task_id', task.id), write_reply.words, now(),
        now() + interval '1 day', 'high', (task.context_json ->> 'conversation_id')::uuid,
        task.trace_id);
    return;
  end if;
  insert into public.messages
    (tenant_id, conversation_id, user_id, role, direction, content, status, trace_id, task_id)
  values (task.tenant_id, (task.context_json ->> 'conversation_id')::uuid, task.user_id,
    write_reply.agent, 'outbound', write_reply.words, 'pending', task.trace_id, task.id);
end
$$;
comment on function private.write_reply(public.agent_tasks, text, text) is
  'Inserts a reply as pending; the triggers take it from there. What answers no text, a follow-up, '
  'is queued for the orchestrator.';

create function private.schedule_followup(task public.agent_tasks, input jsonb) returns void
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
comment on function private.schedule_followup(public.agent_tasks, jsonb) is
  'A turn of the same conversation at a later hour, which the person has asked for.';

create function private.write_summary(task public.agent_tasks, summary text, watermark bigint)
returns void
language sql security invoker set search_path = '' as $$
  update public.conversations c set
    conversation_summary = write_summary.summary,
    summary_position = write_summary.watermark,
    last_summary_message_id = (select m.id from public.messages m
      where m.conversation_id = c.id and m.position = write_summary.watermark)
  where c.id = (task.context_json ->> 'conversation_id')::uuid
    and c.summary_position < write_summary.watermark
$$;
comment on function private.write_summary(public.agent_tasks, text, bigint) is
  'Keeps a newer summary; an older one never replaces it. The watermark is the lease''s.';

create function private.apply_action(
  lease private.leases, task public.agent_tasks, person public.users, action jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  kind text := action ->> 'type';
  input jsonb := action -> 'input';
  reason text := private.check_action(person, lease.function_name, kind, input);
begin
  if reason is not null then
    perform private.refuse(kind || ': ' || reason);
  end if;
  case kind
    when 'reply' then
      -- Said no while we were thinking: the turn stands, the text does not leave.
      if person.opted_out_at is null then
        perform private.write_reply(task, lease.function_name, input ->> 'text');
      end if;
    when 'update_profile' then
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
    when 'name_referrer' then
      update public.users u set name_dropped = btrim(input ->> 'name') where u.id = person.id;
    when 'mark_innovator' then
      update public.users u set innovator = true where u.id = person.id;
    when 'set_timezone' then
      update public.users u set timezone = input ->> 'timezone' where u.id = person.id;
    when 'schedule_followup' then
      perform private.schedule_followup(task, input);
    when 'pause_texts' then
      perform worker.mute_person(person.id, coalesce(
        private.day_began(person, ((input ->> 'until')::timestamp + interval '12 hours')
          at time zone private.day_zone(person)), 'infinity'));
    when 'resume_texts' then
      perform worker.mute_person(person.id, null);
    when 'go_on_with_sequence' then
      perform private.steer_sequences(person, 'resume',
        coalesce((input ->> 'in_hours')::integer, 0));
    when 'stop_sequence' then
      perform private.steer_sequences(person, 'cancel');
    when 'drop_outreach' then
      update public.message_queue q set status = 'cancelled', status_reason = 'withdrawn',
        status_detail = btrim(input ->> 'reason')
      where q.id = task.context_id and task.task_type = 'compose_outreach'
        and q.status = 'approved';
    when 'write_summary' then
      perform private.write_summary(task, input ->> 'summary', lease.watermark);
    when 'settle_part' then
      perform private.settle_part(lease.token, (input ->> 'part_id')::uuid, input);
  end case;
end
$$;
comment on function private.apply_action(
  private.leases, public.agent_tasks, public.users, jsonb) is
  'Carries out one action of a turn that ends, or raises YP001 and with it undoes the turn.';

-- What an agent may read between two model calls. ------------------------------------------------

create function private.recall(conversation_id uuid, query text) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('position', m.position, 'role', m.role,
      'content', left(m.content, 500), 'created_at', m.created_at) order by m.position), '[]')
    from (
      select * from (
        select m.* from public.messages m
        where m.conversation_id = recall.conversation_id
        order by m.position desc limit 2000) newest
      where to_tsvector('simple', newest.content) @@
        (select coalesce(string_agg(quote_literal(w) || ':*', ' | '), '')::tsquery
          from regexp_split_to_table(lower(left(recall.query, 200)), '[^[:alnum:]]+') w
          where length(w) > 2)
      order by newest.position desc limit 8) m);
end
$$;
comment on function private.recall(uuid, text) is
  'Up to 8 of the conversation''s newest 2,000 messages that share a word with the query.';

create function private.answer_read(person public.users, conversation_id uuid, read jsonb)
returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object('tool_use_id', read ->> 'tool_use_id') || case read ->> 'tool'
      when 'recall' then jsonb_build_object('ok', true, 'result',
        private.recall(answer_read.conversation_id, coalesce(read -> 'input' ->> 'query', '')))
      when 'profile' then jsonb_build_object('ok', true, 'result', jsonb_build_object(
        'first_name', person.first_name, 'last_name', person.last_name, 'company', person.company,
        'title', person.title, 'email', person.email, 'email_verified', person.email_verified,
        'linkedin_url', person.linkedin_url, 'timezone', person.timezone,
        'missing', array_remove(array[
          case when person.first_name is null then 'first_name' end,
          case when person.last_name is null then 'last_name' end,
          case when person.company is null then 'company' end,
          case when person.title is null then 'title' end,
          case when person.email is null then 'email' end], null)))
      else jsonb_build_object('ok', false, 'result', 'there is no such tool')
    end);
end
$$;
comment on function private.answer_read(public.users, uuid, jsonb) is
  'A read tool''s answer, about the lane''s own person and conversation only.';

create function worker.step(
  lease uuid, call jsonb, proposals jsonb default '[]', reads jsonb default '[]'
) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  held private.leases;
  task public.agent_tasks;
  person public.users;
  thread uuid;
  call_id uuid;
begin
  -- The lease before the log row, as everywhere.
  select * into held from private.leases l where l.token = step.lease for no key update;
  perform private.settle_call(step.lease, step.call);
  if held.token is null then
    -- Returned, not raised: what the last call cost is a fact all the same.
    return jsonb_build_object('lost', true);
  end if;
  select * into task from public.agent_tasks t
    where t.lease_token = held.token and t.status = 'processing' order by t.seq limit 1;
  select * into person from public.users u where u.id = task.user_id;
  thread := (task.context_json ->> 'conversation_id')::uuid;
  call_id := private.start_call(held.token, task.tenant_id, held.function_name,
    (private.instance_of(held.function_name, task.tenant_id, task.user_id)).id,
    task.user_id, thread, task.id, task.trace_id);
  return jsonb_build_object(
    'call_id', call_id,
    'checks', (
      select coalesce(jsonb_agg(jsonb_build_object('tool_use_id', p.value ->> 'tool_use_id',
        'ok', c.reason is null, 'reason', c.reason) order by p.nth), '[]')
      from jsonb_array_elements(step.proposals) with ordinality p (value, nth)
      cross join lateral (select private.check_action(
        person, held.function_name, p.value ->> 'type', p.value -> 'input') as reason) c),
    'reads', (
      select coalesce(jsonb_agg(private.answer_read(person, thread, r.value) order by r.nth), '[]')
      from jsonb_array_elements(step.reads) with ordinality r (value, nth)));
end
$$;
comment on function worker.step(uuid, jsonb, jsonb, jsonb) is
  'Between two model calls, in one round trip: settles the last, checks what it proposed, reads '
  'what it asked for, starts the next. {"lost": true} when the lease is no longer the caller''s.';
