-- Facts, append-only and partitioned by month, and the routes from a fact to the work it causes.

create table public.events (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  event_type text not null
    constraint event_type_is_dotted_words check (event_type ~ '^[a-z_]+(\.[a-z_]+)*$'),
  aggregate_id uuid,
  aggregate_type text,
  payload jsonb not null
    constraint payload_is_an_object check (jsonb_typeof(payload) = 'object'),
  metadata jsonb,
  processed boolean not null default false,
  open_tasks integer not null default 0,
  version integer not null default 1,
  trace_id uuid not null default gen_random_uuid(),
  caused_by uuid,
  hop integer not null default 0,
  created_at timestamptz not null default now(),
  created_by text,
  primary key (id, created_at),
  constraint processed_when_no_task_is_open check (processed = (open_tasks = 0))
) partition by range (created_at);
comment on table public.events is
  'What happened, append-only. Payloads carry ids; text lives in messages alone.';
comment on column public.events.trace_id is 'Engine-made: as messages.trace_id.';
comment on column public.events.caused_by is
  'The task whose turn said so. Engine-made, and not a foreign key: tasks are forgotten.';
create index events_by_type on public.events (tenant_id, event_type, created_at desc);
create index events_by_aggregate on public.events (aggregate_type, aggregate_id, created_at desc);
create index events_unprocessed on public.events (created_at) where not processed;
create index events_by_trace on public.events (trace_id);
create trigger aggregate_is_the_tenants
  before insert or update of tenant_id, aggregate_id, aggregate_type on public.events
  for each row when (new.aggregate_id is not null)
  execute function private.same_tenant('aggregate_id', 'aggregate_type');

create function private.make_month(parent text, month date) returns void
language plpgsql security invoker set search_path = '' set timezone = 'UTC' as $$
declare
  partition text := parent || to_char(month, '_YYYY_MM');
  bounds text := format('for values from (%L) to (%L)',
    month::timestamptz, (month + interval '1 month')::timestamptz);
  strays bigint;
begin
  if to_regclass(format('private.%I_default', parent)) is not null then
    -- What came before its month was made waits in the default, and would forbid it. Both are
    -- locked at once: a lock that grows waits for somebody who waits for it.
    execute format('lock table public.%I, private.%I_default in access exclusive mode',
      parent, parent);
    execute format(
      'create table private.%I (like public.%I including defaults including constraints)',
      partition, parent);
    execute format('with moved as (
        delete from private.%I_default where created_at >= %L and created_at < %L returning *)
      insert into private.%I select * from moved', parent,
      month::timestamptz, (month + interval '1 month')::timestamptz, partition);
    get diagnostics strays = row_count;
    if strays > 0 then
      raise notice '% rows of % had come before their month', strays, partition;
    end if;
    execute format('alter table public.%I attach partition private.%I %s',
      parent, partition, bounds);
  else
    execute format('create table private.%I partition of public.%I %s',
      partition, parent, bounds);
  end if;
  -- To be written by its parent's grants alone: past it they would not hold.
  execute format('revoke insert, update, delete on private.%I from service_role', partition);
end
$$;
comment on function private.make_month(text, date) is
  'One month''s partition, with the rows of that month that wait in the default.';

create function private.make_partitions(at timestamptz default now()) returns integer
language plpgsql security invoker set search_path = '' set timezone = 'UTC'
-- Behind an open transaction it would hold up every insert; tomorrow is another day.
set lock_timeout = '2s' as $$
declare
  parent text;
  month date;
  made integer := 0;
begin
  foreach parent in array array['events', 'agent_actions_log'] loop
    for month in
      select generate_series(date_trunc('month', at),
        date_trunc('month', at) + make_interval(months => private.setting('months_ahead')::integer),
        interval '1 month')::date
    loop
      if to_regclass(format('private.%I', parent || to_char(month, '_YYYY_MM'))) is null then
        perform private.make_month(parent, month);
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end
$$;
comment on function private.make_partitions(timestamptz) is
  'Makes this month''s partitions and those of the months ahead. In private, where nobody '
  'signed in reads: a partition read directly ignores its parent''s RLS.';

create table private.payload_kinds (
  kind text primary key,
  pattern text not null,
  description text not null
);
comment on table private.payload_kinds is
  'What a value in the payload of an event may be, as jsonb writes it. What somebody wrote, and '
  'where they are reached, is of no kind. _shared/events.ts has the same for TypeScript.';
insert into private.payload_kinds (kind, pattern, description) values
  ('uuid', '^"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$', 'an id'),
  ('uuid or null', '^("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"|null)$',
   'an id, or none: there is nobody, or not any more'),
  ('count', '^[0-9]{1,9}$', 'a whole number, never below zero'),
  ('word', '^"[a-z_]{1,40}"$', 'a word of ours'),
  ('words', '^\[("[a-z_]{1,40}"(, "[a-z_]{1,40}")*)?\]$', 'words of ours');

create table private.event_types (
  event_type text primary key
    constraint event_type_is_dotted_words check (event_type ~ '^[a-z_]+(\.[a-z_]+)*$'),
  emitted_by text[] not null,
  payload jsonb not null
    constraint payload_is_an_object check (jsonb_typeof(payload) = 'object'),
  description text not null
);
comment on table private.event_types is
  'Every kind of event: the functions that say so, and the keys that its payload has, no more and '
  'no fewer, each with its kind. docs/events.md and _shared/events.ts are made of it.';
insert into private.event_types (event_type, emitted_by, payload, description) values
  ('message.received', '{worker.receive_sms,worker.open_chat}',
   '{"message_id": "uuid", "conversation_id": "uuid", "user_id": "uuid"}',
   'a person wrote, and is to be answered'),
  ('message.noted', '{worker.receive_sms,worker.open_chat}',
   '{"message_id": "uuid", "conversation_id": "uuid", "user_id": "uuid"}',
   'a person wrote, and is not to be answered: the message says why'),
  ('media.received', '{private.expect_media}',
   '{"message_id": "uuid", "conversation_id": "uuid", "user_id": "uuid"}',
   'a text came with pictures or files, which wait at the carrier'),
  ('consent.opted_out', '{worker.receive_sms,private.opt_out_on_web}',
   '{"message_id": "uuid", "conversation_id": "uuid", "user_id": "uuid"}',
   'a person wants no more texts'),
  ('consent.opted_in', '{worker.receive_sms}',
   '{"message_id": "uuid", "conversation_id": "uuid", "user_id": "uuid"}',
   'a person wants texts again'),
  ('outreach.rules_bypassed', '{private.let_text_go}',
   '{"queue_message_id": "uuid", "user_id": "uuid", "rules": "words"}',
   'an urgent text left although rules held it'),
  ('user.verified', '{private.confirm_email}',
   '{"user_id": "uuid", "conversation_id": "uuid or null", "occasion": "word"}',
   'somebody is a member now'),
  ('user.email_confirmed', '{private.confirm_email}',
   '{"user_id": "uuid", "conversation_id": "uuid or null", "occasion": "word"}',
   'a member has confirmed another email'),
  ('user.number_moved', '{private.confirm_email}',
   '{"user_id": "uuid", "conversation_id": "uuid or null", "occasion": "word"}',
   'a member has come back from a new number'),
  ('conversation.summarised', '{private.notice_summary}', '{"user_id": "uuid"}',
   'a conversation has a newer summary'),
  ('intro.changed', '{private.notice_intro}', '{"user_id": "uuid"}',
   'an introduction was offered to somebody, or is no longer what it was'),
  ('intro.accepted', '{private.apply_answer_introduction}',
   '{"intro_id": "uuid", "user_id": "uuid"}', 'the connector of an introduction says yes'),
  ('intro.declined', '{private.apply_answer_introduction}',
   '{"intro_id": "uuid", "user_id": "uuid"}', 'the connector of an introduction says no'),
  ('community.request_needed', '{private.apply_ask_community}',
   '{"request_id": "uuid", "user_id": "uuid", "conversation_id": "uuid or null"}',
   'somebody has a question to the members who know'),
  ('community.request_changed', '{private.notice_request}', '{"user_id": "uuid"}',
   'somebody is asked a question, or not any more'),
  ('community.request_closed', '{private.apply_close_item,worker.close_expired_community_requests}',
   '{"request_id": "uuid", "user_id": "uuid or null", "responses_count": "count"}',
   'a question is over'),
  ('community.question_declined', '{private.apply_close_item}',
   '{"request_id": "uuid", "user_id": "uuid", "requesting_user_id": "uuid or null"}',
   'an expert would rather not answer'),
  ('community.response_received', '{private.apply_record_answer}',
   '{"response_id": "uuid", "request_id": "uuid", "user_id": "uuid",
     "requesting_user_id": "uuid or null"}',
   'an expert has answered'),
  ('community.response_changed', '{private.notice_response}', '{"user_id": "uuid"}',
   'an answer was given or judged, or something came of it'),
  ('solution.research_requested', '{private.apply_request_research}',
   '{"workflow_id": "uuid", "user_id": "uuid", "conversation_id": "uuid or null"}',
   'a member needs something looked for'),
  ('solution.research_cancelled', '{private.apply_close_item}',
   '{"workflow_id": "uuid", "user_id": "uuid"}', 'a member no longer needs it'),
  ('solution.changed', '{private.notice_solution}', '{"user_id": "uuid"}',
   'research has found something, or is over');

create table private.routes (
  event_type text not null references private.event_types (event_type),
  task_type text not null references private.task_types (task_type),
  debounced boolean not null default false,
  dedupe_by text
    constraint dedupe_by_names_a_payload_key check (dedupe_by ~ '^[a-z_]+$'),
  description text not null,
  primary key (event_type, task_type)
);
comment on table private.routes is
  'Which task an event causes. dedupe_by: the payload key under which waiting ones merge.';
create index routes_by_task_type on private.routes (task_type);
insert into private.routes (event_type, task_type, debounced, dedupe_by, description) values
  ('message.received', 'reply', true, 'conversation_id',
   'a text is answered by the person''s agent');

create function private.payload_fault(payload jsonb, kinds jsonb) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select case when f.key is null then 'there is a key too many'
      when v.key is null then 'it has no ' || f.key
      else f.key || ' is no ' || f.value end
    from jsonb_each_text(kinds) f
    left join private.payload_kinds k on k.kind = f.value
    full join jsonb_each(payload) v on v.key = f.key
    where (v.value::text ~ k.pattern) is not true limit 1);
end
$$;
comment on function private.payload_fault(jsonb, jsonb) is
  'What is wrong with the payload of an event whose type has these keys, of these kinds; null: '
  'nothing.';

create function private.count_routes() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  kinds jsonb;
  fault text;
begin
  select t.payload into kinds from private.event_types t where t.event_type = new.event_type;
  fault := case when kinds is null then 'it is of no known type'
    else private.payload_fault(new.payload, kinds) end;
  if fault is not null then
    raise exception 'an event %: %', new.event_type, fault
      using errcode = 'check_violation', hint = 'private.event_types has what there is.';
  end if;
  if new.caused_by is not null then
    new.hop := private.next_hop(new.caused_by);
  end if;
  select count(*), count(*) = 0 into new.open_tasks, new.processed
    from private.routes r where r.event_type = new.event_type;
  return new;
end
$$;
comment on function private.count_routes() is
  'An event is of a known type and has its payload. One that no route matches is processed at '
  'once; one that a turn caused is a hop further.';
create trigger on_event_arriving before insert on public.events
  for each row execute function private.count_routes();

create function private.notify_event() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by, dedupe_key, debounced, trace_id, caused_by, event_ids,
     hop)
  select new.tenant_id, r.task_type, k.agent_type, (new.payload ->> 'user_id')::uuid,
    new.aggregate_id, new.aggregate_type,
    case when r.debounced then new.created_at + make_interval(secs =>
      private.setting('reply_debounce_ms', new.tenant_id)::double precision / 1000)
    else new.created_at end,
    k.priority, k.max_retries, new.payload, 'event:' || new.event_type,
    new.payload ->> r.dedupe_by, r.debounced, new.trace_id, new.caused_by, array[new.id], new.hop
  from private.routes r join private.task_types k using (task_type)
  where r.event_type = new.event_type;
  if private.setting('event_notify', new.tenant_id) = 1 then
    perform pg_notify('agent_events', jsonb_build_object('id', new.id,
      'event_type', new.event_type, 'aggregate_id', new.aggregate_id)::text);
  end if;
  return null;
end
$$;
comment on function private.notify_event() is
  'Turns an event into the tasks its routes name, and tells listeners its ids (never its payload: '
  'over 8,000 bytes NOTIFY aborts the insert).';
create trigger on_event_created after insert on public.events
  for each row execute function private.notify_event();

create function private.close_events(event_ids uuid[]) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  if coalesce(cardinality(close_events.event_ids), 0) = 0 then
    return;
  elsif cardinality(close_events.event_ids) > 1 then
    -- In one order: two ends that close the same events must not wait for each other.
    perform 1 from public.events e where e.id = any (close_events.event_ids)
      and e.created_at < now() + interval '1 day' order by e.id for no key update;
  end if;
  update public.events e set
    open_tasks = e.open_tasks - closed.tasks, processed = e.open_tasks = closed.tasks
  from (select id, count(*)::integer as tasks from unnest(close_events.event_ids) id group by id)
    closed
  -- The months ahead need not be looked at.
  where e.id = closed.id and not e.processed and e.created_at < now() + interval '1 day';
end
$$;
comment on function private.close_events(uuid[]) is
  'One task of each of these events is over; the last one makes it processed.';

-- What a message causes. ------------------------------------------------------------------------

create function private.lane_out(message public.messages) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case message.purpose
    -- A crisis waits behind nothing, not even behind another text in a crisis.
    when 'crisis' then 'urgent:' || message.id
    when 'urgent' then 'urgent:' || message.conversation_id
    else 'send:' || message.conversation_id end;
end
$$;
comment on function private.lane_out(public.messages) is 'The lane in which a text out waits.';

create function private.notify_send_sms() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if tg_when = 'BEFORE' then
    -- Set before the row is written: one version of it instead of two.
    new.status := 'queued_for_send';
    return new;
  end if;
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by, trace_id, caused_by, lane_key)
  select new.tenant_id, k.task_type, k.agent_type, new.user_id, new.id, 'message', now(),
    case new.purpose when 'crisis' then 'urgent' when 'urgent' then 'urgent'
      when 'proactive' then 'medium' else k.priority end, k.max_retries,
    jsonb_build_object('message_id', new.id, 'conversation_id', new.conversation_id),
    new.role, new.trace_id, new.task_id, private.lane_out(new)
  from private.task_types k where k.task_type = 'send_sms';
  if new.purpose = 'reply' then
    -- An answer overtakes what nobody asked for and has not begun to leave.
    perform private.put_back_all(new.user_id, 'person_writes', new.created_at + make_interval(
      mins => private.setting('after_their_text_minutes', new.tenant_id)::integer), false);
  end if;
  if private.setting('event_notify', new.tenant_id) = 1 then
    perform pg_notify('send_sms', jsonb_build_object('id', new.id)::text);
  end if;
  return null;
end
$$;
comment on function private.notify_send_sms() is
  'An outbound text inserted as pending is stored as queued_for_send and put in its send lane.';
create trigger on_message_pending before insert on public.messages
  for each row when (new.direction = 'outbound' and new.status = 'pending')
  execute function private.notify_send_sms();
create trigger on_message_send after insert on public.messages
  for each row when (new.direction = 'outbound' and new.status = 'queued_for_send')
  execute function private.notify_send_sms();

create function private.check_conversation_summary() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for,
     priority, max_retries, context_json, created_by, dedupe_key, trace_id)
  select new.tenant_id, k.task_type, k.agent_type, new.user_id, new.conversation_id,
    'conversation', now(), k.priority, k.max_retries,
    jsonb_build_object('conversation_id', new.conversation_id),
    'conversation_summary_trigger', new.conversation_id::text, new.trace_id
  from private.task_types k where k.task_type = 'create_conversation_summary';
  return null;
end
$$;
comment on function private.check_conversation_summary() is
  'Every fifty messages asks for a summary of them. A position is given once, under the '
  'conversation''s lock, so the fiftieth is seen once.';
create trigger on_message_count_check after insert on public.messages
  for each row when (new.position % 50 = 0) execute function private.check_conversation_summary();

create function private.handle_phone_number_change() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if tg_when = 'BEFORE' then
    new.phone_number_history := old.phone_number_history || jsonb_build_object(
      'phone_number', old.phone_number, 'changed_at', now(), 'changed_reason',
      case when new.phone_number is null then 'number_left' else 'user_update' end);
    return new;
  end if;
  update public.conversations c set status = 'closed'
    where c.tenant_id = new.tenant_id and c.user_id = new.id
      and c.phone_number = old.phone_number and c.status <> 'closed';
  update public.messages m set status = 'cancelled', status_reason = 'phone_number_changed'
    from public.conversations c
    where c.tenant_id = new.tenant_id and c.user_id = new.id and c.phone_number = old.phone_number
      and m.conversation_id = c.id and m.direction = 'outbound' and m.status = 'queued_for_send';
  return null;
end
$$;
comment on function private.handle_phone_number_change() is
  'Keeps the old number in phone_number_history, closes its conversations and cancels their unsent '
  'texts. The seed''s body updated its own row and named a column that did not exist.';
create trigger on_phone_changing before update of phone_number on public.users
  for each row when (old.phone_number is not null
    and new.phone_number is distinct from old.phone_number)
  execute function private.handle_phone_number_change();
create trigger on_phone_change after update of phone_number on public.users
  for each row when (old.phone_number is not null
    and new.phone_number is distinct from old.phone_number)
  execute function private.handle_phone_number_change();

alter table public.events enable row level security;
grant select on public.events to authenticated;
-- Append-only: what happened stays, and only whether it is dealt with changes.
revoke update, delete on public.events from service_role;
grant update (open_tasks, processed) on public.events to service_role;
create policy "operators read their tenant's events" on public.events for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
