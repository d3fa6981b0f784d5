-- Conversations, their messages in order, and the parts and status news of every text out.

create table public.conversations (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  channel text not null default 'sms'
    constraint channel_is_known check (channel in ('sms', 'web')),
  phone_number text,
  sender_id uuid,
  title text constraint title_fits check (length(title) <= 200),
  status text not null default 'active'
    constraint status_is_known check (status in ('active', 'paused', 'archived', 'closed')),
  is_archived boolean generated always as (status = 'archived') stored,
  conversation_summary text
    constraint summary_is_bounded check (length(conversation_summary) <= 8000),
  last_summary_message_id uuid,
  summary_position bigint not null default 0,
  messages_since_summary integer not null default 0
    constraint messages_since_summary_is_not_negative check (messages_since_summary >= 0),
  last_position bigint not null default 0,
  last_inbound_position bigint not null default 0,
  metadata jsonb not null default '{}',
  told_to_wait_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_message_at timestamptz,
  unique (tenant_id, id),
  unique (tenant_id, user_id, id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  -- Looked at by the commit: a tenant goes with its senders and its conversations alike.
  foreign key (tenant_id, sender_id) references public.senders (tenant_id, id)
    deferrable initially deferred,
  constraint sms_has_a_number_and_a_sender
    check (channel <> 'sms' or (phone_number is not null and sender_id is not null))
) with (fillfactor = 70);
comment on table public.conversations is
  'A thread between a person and the system; replies leave from the number that was texted.';
comment on column public.conversations.last_position is 'The position of its newest message.';
comment on column public.conversations.summary_position is
  'The summary covers the messages up to this position.';

comment on column public.conversations.told_to_wait_at is
  'When its person was last told that their answer has to wait.';

create unique index one_open_text_thread_a_person_and_sender
  on public.conversations (tenant_id, user_id, sender_id)
  where channel = 'sms' and status in ('active', 'paused', 'archived');
create index conversations_by_sender on public.conversations (tenant_id, sender_id);
create index conversations_by_phone on public.conversations (phone_number);
-- Without a time: with one every message would have to write this index, too.
create index conversations_by_status on public.conversations (tenant_id, status);

create table public.messages (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  conversation_id uuid not null,
  user_id uuid not null,
  position bigint not null,
  role text not null
    constraint role_is_known check (role in
      ('user', 'assistant', 'bouncer', 'concierge', 'innovator', 'coach', 'system')),
  direction text not null
    constraint direction_is_known check (direction in ('inbound', 'outbound')),
  content text not null,
  media jsonb not null default '[]',
  status text not null
    constraint status_is_known check (status in
      ('received', 'pending', 'queued_for_send', 'sending', 'sent', 'delivered',
       'undelivered', 'failed', 'unknown', 'cancelled')),
  status_reason text,
  purpose text not null default 'reply'
    constraint purpose_is_known check (purpose in
      ('reply', 'proactive', 'urgent', 'confirmation', 'crisis')),
  twilio_message_sid text,
  client_message_id uuid,
  trace_id uuid not null default gen_random_uuid(),
  task_id uuid,
  unanswered_reason text
    constraint unanswered_reason_is_known check (unanswered_reason in
      ('opt_out_word', 'opt_in_word', 'help_word', 'opted_out', 'short_code_sender',
       'own_number', 'inactive', 'given_up', 'cancelled', 'opt_out_said', 'reaction',
       'auto_responder', 'blocked', 'crisis', 'data_request')),
  screen jsonb,
  message_metadata jsonb not null default '{}',
  analysis_included boolean not null default false,
  token_count integer,
  latency_ms integer,
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  delivered_at timestamptz,
  unique (conversation_id, position),
  unique (tenant_id, id),
  -- One key for three facts: its conversation is the tenant's, and that person's.
  foreign key (tenant_id, user_id, conversation_id)
    references public.conversations (tenant_id, user_id, id) on delete cascade,
  constraint inbound_is_the_users_word
    check (direction = 'outbound' or (role = 'user' and status = 'received')),
  constraint outbound_is_never_the_users_word
    check (direction = 'inbound' or (role <> 'user' and status <> 'received')),
  constraint outbound_says_something check (direction = 'inbound' or content ~ '\S'),
  constraint inbound_was_screened check (case direction
    when 'inbound' then coalesce(screen ->> 'version' ~ '\S' and screen ->> 'severity' in
      ('none', 'low', 'moderate', 'high', 'critical'), false)
    else screen is null end),
  constraint answered_or_not_but_not_both check (task_id is null or unanswered_reason is null
    or direction = 'outbound'),
  constraint sent_at_is_set_once_sent
    check (sent_at is not null or status not in ('sent', 'delivered')),
  constraint not_sent_before_its_turn
    check (sent_at is null or status not in ('received', 'pending', 'queued_for_send')),
  constraint cancelled_says_why check (status <> 'cancelled' or status_reason is not null),
  constraint delivered_at_matches_status
    check ((delivered_at is not null) = (status = 'delivered')),
  constraint only_a_person_names_their_message
    check (client_message_id is null or direction = 'inbound')
) with (fillfactor = 80);
comment on table public.messages is
  'Every text, in or out, numbered within its conversation. What Twilio is given are its parts.';
comment on column public.messages.status is
  'pending is the word an agent inserts; what is stored is queued_for_send.';
comment on column public.messages.purpose is
  'Outbound: an answer; a text nobody asked for; an urgent one, which no rule but an opt-out or a '
  'pause holds up; the one word that confirms an opt-out, and may leave after it; or the fixed '
  'words that answer who is in a crisis, which nothing but the carrier holds up.';
comment on column public.messages.screen is
  'Inbound: what the deterministic screen found before anything else saw the text, and by which '
  'version of its lists: what was not screened is not stored. Not for operators: see '
  'crisis_events.';
comment on column public.messages.client_message_id is
  'Of a message written on the web: the name that its page gave it. Sent twice, it is stored once. '
  'Not a foreign key: it names nothing of ours.';
comment on column public.messages.task_id is
  'Inbound: the task whose turn took it. Outbound: the task that wrote it. Engine-made, and not a '
  'foreign key: finished tasks are forgotten before their texts.';
comment on column public.messages.trace_id is
  'Engine-made: ties together all that one text caused. An id of its own, of no table.';
comment on column public.messages.unanswered_reason is
  'Inbound: why no task answered it. A text has one of the two, or still waits.';

create unique index one_inbound_message_a_sid
  on public.messages (tenant_id, twilio_message_sid) where direction = 'inbound';
create unique index one_message_a_client_id
  on public.messages (conversation_id, client_message_id) where client_message_id is not null;
create index messages_written_on_the_web on public.messages (tenant_id, created_at desc)
  where client_message_id is not null;
create index messages_by_user on public.messages (tenant_id, user_id, created_at desc);
create index messages_by_trace on public.messages (trace_id);
create index messages_given_up on public.messages (created_at)
  where status_reason = 'fate_unknown';
create index messages_of_auto_responders on public.messages (created_at)
  where unanswered_reason = 'auto_responder';
create index messages_waiting_for_an_answer on public.messages (conversation_id, position)
  where direction = 'inbound' and task_id is null and unanswered_reason is null;

alter table public.conversations
  enable row level security,
  add foreign key (tenant_id, last_summary_message_id)
    references public.messages (tenant_id, id) on delete set null (last_summary_message_id)
    not valid,
  validate constraint conversations_tenant_id_last_summary_message_id_fkey;
create index conversations_by_summary_message
  on public.conversations (tenant_id, last_summary_message_id)
  where last_summary_message_id is not null;

create table public.message_parts (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  message_id uuid not null,
  part_index integer not null constraint part_index_counts_from_zero check (part_index >= 0),
  part_count integer not null,
  body text not null constraint body_fits_twilio check (length(body) between 1 and 1600),
  encoding text not null constraint encoding_is_known check (encoding in ('GSM-7', 'UCS-2')),
  segments integer not null constraint segments_is_positive check (segments > 0),
  status text not null
    constraint status_is_known check (status in
      ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', 'cancelled')),
  twilio_message_sid text unique,
  error_code integer,
  lease_token uuid,
  sending_at timestamptz,
  attempts integer not null default 0
    constraint offered_again_once check (attempts between 0 and 2),
  accepted_at timestamptz,
  delivered_at timestamptz,
  asked_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  unique (message_id, part_index),
  unique (tenant_id, id),
  foreign key (tenant_id, message_id)
    references public.messages (tenant_id, id) on delete cascade,
  constraint part_index_is_below_part_count check (part_index < part_count),
  constraint sending_was_begun_by_someone
    check (status in ('queued', 'cancelled')
      or (sending_at is not null and lease_token is not null)),
  constraint sent_has_its_sid_and_time
    check (status not in ('sent', 'delivered', 'undelivered')
      or (twilio_message_sid is not null and accepted_at is not null)),
  constraint delivered_at_matches_status
    check ((delivered_at is not null) = (status = 'delivered'))
) with (fillfactor = 70);
comment on table public.message_parts is
  'What Twilio is given: a text of up to 1,600 characters, its SID and its fate.';
comment on column public.message_parts.lease_token is
  'Engine-made: under which lease it was begun, so that no other may send it. Leases are deleted.';
comment on column public.message_parts.attempts is
  'How often its fate has been in doubt: once found to be absent at the carrier it is offered '
  'again, never twice.';
comment on column public.message_parts.asked_at is
  'When the carrier was last asked for news of it, because none had come.';
create index parts_by_message on public.message_parts (tenant_id, message_id);
create index parts_in_doubt on public.message_parts (sending_at)
  where status in ('sending', 'unknown');
create index parts_without_news on public.message_parts (accepted_at) where status = 'sent';

create table public.message_status_events (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  part_id uuid,
  twilio_message_sid text not null,
  status text not null,
  error_code integer,
  received_at timestamptz not null default clock_timestamp(),
  -- A tenant's own: what another's account says of our text must not pass for what ours will say.
  constraint the_same_news_once
    unique nulls not distinct (tenant_id, twilio_message_sid, status, error_code),
  foreign key (tenant_id, part_id)
    references public.message_parts (tenant_id, id) on delete cascade
);
comment on table public.message_status_events is
  'Every status callback once, append-only, also those whose text is not ours (part_id null).';
create index status_events_by_part on public.message_status_events (tenant_id, part_id);
create trigger message_status_events_are_append_only
  before update on public.message_status_events
  for each row execute function private.refuse_change();
create trigger news_outlives_all_but_its_part before delete on public.message_status_events
  for each row when (old.part_id is not null)
  execute function private.refuse_erasure('public.message_parts', 'part_id');
create trigger news_outlives_all_but_its_tenant before delete on public.message_status_events
  for each row when (old.part_id is null)
  execute function private.refuse_erasure('public.tenants', 'tenant_id');

create trigger conversations_touch before update on public.conversations
  for each row execute function private.touch_updated_at();

create function private.number_message() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  way text;
begin
  update public.conversations c set
    last_position = c.last_position + 1,
    last_inbound_position =
      case new.direction when 'inbound' then c.last_position + 1 else c.last_inbound_position end,
    -- Positions have no gaps: fifty messages later another summary is asked for.
    messages_since_summary = (c.last_position + 1) % 50,
    last_message_at = new.created_at,
    status = case when c.status = 'archived' then 'active' else c.status end
  where c.id = new.conversation_id
  returning c.last_position, c.tenant_id, c.user_id, c.channel
  into new.position, new.tenant_id, new.user_id, way;
  if not found then
    raise exception 'conversation % does not exist', new.conversation_id
      using errcode = 'foreign_key_violation';
  end if;
  new.status := coalesce(new.status,
    case new.direction when 'inbound' then 'received' else 'pending' end);
  if way = 'web' and new.status = 'pending' then
    -- No carrier has a part in it: once it is written it can be read.
    new.status := 'delivered';
    new.sent_at := new.created_at;
    new.delivered_at := new.created_at;
  end if;
  return new;
end
$$;
comment on function private.number_message() is
  'Numbers a message under its conversation''s row lock, so that position is commit order, and '
  'keeps the counters there in the same write. Tenant and user are the conversation''s. What is '
  'said on the web is delivered as it is written.';
create trigger messages_are_numbered before insert on public.messages
  for each row execute function private.number_message();

create function private.hears_nothing(person public.users, conversation_id uuid) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return person.opted_out_at is not null and not exists (select from public.conversations c
    where c.id = hears_nothing.conversation_id and c.channel = 'web');
end
$$;
comment on function private.hears_nothing(public.users, uuid) is
  'Whether somebody''s opt-out forbids an answer here: it is about texts, not about a page that '
  'they have opened.';

alter table public.messages enable row level security;
alter table public.message_parts enable row level security;
alter table public.message_status_events enable row level security;
grant select on public.conversations, public.message_parts, public.message_status_events
  to authenticated;
-- All but what the screen found: operators learn that through public.read_crisis.
grant select (id, tenant_id, conversation_id, user_id, position, role, direction, content, media,
  status, status_reason, purpose, twilio_message_sid, client_message_id, trace_id, task_id, unanswered_reason,
  message_metadata, analysis_included, token_count, latency_ms, created_at, sent_at, delivered_at)
  on public.messages to authenticated;

create policy "members read their own conversations, operators their tenant's"
  on public.conversations for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
create policy "members read their own messages, operators their tenant's"
  on public.messages for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
create policy "operators read their tenant's parts" on public.message_parts
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
-- Whoever has such a link has its reader's data, and may have it deleted.
create policy "a text with a link is for its reader alone"
  on public.messages as restrictive for select to authenticated
  using (user_id = any (array(select private.user_ids())) or content !~ '(#|token=)[0-9a-f]{48}');
create policy "a part with a link is for nobody signed in"
  on public.message_parts as restrictive for select to authenticated
  using (body !~ '(#|token=)[0-9a-f]{48}');
create policy "operators read their tenant's status news" on public.message_status_events
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
