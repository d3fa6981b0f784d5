-- Texts that nobody asked for: they wait for the orchestrator's yes, within each person's limits.

create table private.outreach_reasons (
  reason text primary key,
  ends boolean not null,
  words text not null
);
comment on table private.outreach_reasons is
  'Why a proactive text waits, or (ends) will not be sent any more, as an operator is told.';
insert into private.outreach_reasons (reason, ends, words) values
  ('quiet_hours', false, 'it is, or soon will be, night where the person is'),
  ('morning', false, 'a night has held texts for the person; their moment has not come yet'),
  ('hourly_limit', false, 'the person has had what they may in an hour'),
  ('daily_limit', false, 'the person has had what they may in a day of theirs'),
  ('muted', false, 'the person has asked to be left in peace until then'),
  ('person_writes', false, 'the person has just written; the answer goes first'),
  ('crisis', false, 'the person may be in danger, and nobody has settled that yet'),
  ('taken_over', false, 'a human has taken their conversation over'),
  ('sequence_position', false, 'the part before it has not been accepted by the carrier yet'),
  ('sequence_paused', false, 'the person wrote in the middle of the sequence'),
  ('unreachable', false, 'the carrier says that nothing arrives at the number'),
  ('paused', false, 'its tenant, or the number it would leave from, is paused'),
  ('no_sender', false, 'its tenant has no number to send from'),
  ('sender_busy', false, 'approved; the number it leaves from is busy with what came before'),
  ('being_composed', false, 'approved; the person''s agent puts it into words'),
  ('not_introduced', false,
   'the text that was to say whose number it is did not leave; now this one will'),
  ('tenant_cap', false, 'the tenant has sent all that it may send today'),
  ('cooling_down', false, 'the carrier took texts to and from the person for a loop of machines'),
  ('new_numbers', false, 'the tenant has texted as many new people as it may in an hour'),
  ('expired', true, 'its time was over before it could be sent'),
  ('newer_on_subject', true, 'a newer text on the same subject stands in its place'),
  ('sequence_broken', true, 'a part before it was not sent'),
  ('sequence_left', true, 'its person interrupted the sequence, and nobody took it up again'),
  ('opted_out', true, 'the person has opted out'),
  ('blocked', true, 'an operator has blocked the person'),
  ('inactive', true, 'the person is not active'),
  ('no_number', true, 'the person has no number'),
  ('no_consent', true, 'nothing on record says how we came to text this person'),
  ('withdrawn', true, 'whoever wanted it sent, or the person''s agent, took it back'),
  ('phone_number_changed', true, 'the person''s number has changed since'),
  ('conversation_closed', true, 'its conversation was closed'),
  ('country_not_allowed', true, 'the tenant does not text that country'),
  ('premium_number', true, 'the number would bill like a premium service'),
  ('not_composed', true, 'the person''s agent could not put it into words'),
  ('carrier_refused', true, 'the carrier refused it; status_detail has its code'),
  ('fate_unknown', true, 'the carrier never said whether it took it, so it is not sent again'),
  ('given_up', true, 'handing it to the carrier failed too often'),
  ('cancelled', true, 'somebody cancelled its sending');

create table public.message_queue (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  agent_id text not null,
  message_data jsonb not null
    constraint message_data_is_an_object check (jsonb_typeof(message_data) = 'object'),
  final_message text,
  scheduled_for timestamptz not null,
  priority text not null default 'medium'
    constraint priority_is_known check (priority in ('urgent', 'high', 'medium', 'low')),
  status text not null default 'queued'
    constraint status_is_known
    check (status in
      ('queued', 'approved', 'sent', 'superseded', 'cancelled', 'expired', 'failed')),
  status_reason text references private.outreach_reasons (reason),
  status_detail text constraint status_detail_is_short check (length(status_detail) <= 300),
  superseded_by_message_id uuid,
  superseded_reason text,
  subject text constraint subject_is_one_word check (subject ~ '^\S{1,200}$'),
  arrival bigint generated always as identity,
  look_at timestamptz not null,
  approved_at timestamptz,
  slot_at timestamptz,
  sender_id uuid,
  conversation_context_id uuid,
  requires_fresh_context boolean not null default false,
  sequence_id uuid,
  sequence_position integer,
  sequence_total integer,
  sequence_paused_at timestamptz,
  expires_at timestamptz,
  sent_at timestamptz,
  delivered_message_id uuid,
  trace_id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  foreign key (tenant_id, superseded_by_message_id) references public.message_queue (tenant_id, id)
    on delete set null (superseded_by_message_id),
  foreign key (tenant_id, sender_id) references public.senders (tenant_id, id)
    on delete set null (sender_id),
  foreign key (tenant_id, conversation_context_id) references public.conversations (tenant_id, id)
    on delete set null (conversation_context_id),
  foreign key (tenant_id, delivered_message_id) references public.messages (tenant_id, id)
    on delete set null (delivered_message_id),
  constraint sent_at_matches_status check ((sent_at is not null) = (status = 'sent')),
  constraint superseded_has_a_reason
    check ((superseded_reason is not null) = (status = 'superseded')),
  constraint what_ends_has_a_reason
    check (status not in ('cancelled', 'expired', 'failed') or status_reason is not null),
  constraint a_sequence_is_whole_or_absent check (
    num_nulls(sequence_id, sequence_position, sequence_total) in (0, 3)
    and (sequence_position is null or sequence_position between 1 and sequence_total)),
  constraint only_a_sequence_pauses
    check (sequence_paused_at is null or sequence_id is not null)
) with (fillfactor = 80);
comment on table public.message_queue is
  'A proactive text that waits for the orchestrator''s yes. What became of it, and why, stays '
  'here; private.outreach_explained tells it in words.';
comment on column public.message_queue.final_message is
  'The words. Null, or with requires_fresh_context: the person''s agent writes them from '
  'message_data, just before they are sent.';
comment on column public.message_queue.subject is
  'What it is about: a newer one on the same subject takes its place.';
comment on column public.message_queue.arrival is 'In the order of arrival: which one is newer.';
comment on column public.message_queue.look_at is
  'When the orchestrator looks at it (again); until then status_reason holds it.';
comment on column public.message_queue.slot_at is
  'When it took its place in its person''s hour and day: when it began to leave.';
comment on column public.message_queue.sequence_paused_at is
  'When its person wrote in the middle of the sequence.';
comment on column public.message_queue.superseded_by_message_id is
  'The newer text on the same subject; a chain leads to the one that stands.';
comment on column public.message_queue.sequence_id is
  'Engine-made: texts that are to arrive in the order of their positions share it.';
comment on column public.message_queue.trace_id is 'Engine-made: as messages.trace_id.';
create index queue_by_person on public.message_queue (tenant_id, user_id, status, scheduled_for)
  where status in ('queued', 'approved');
create index queue_due on public.message_queue (tenant_id, look_at) where status = 'queued';
create index queue_approved on public.message_queue (sender_id, look_at)
  where status = 'approved' and delivered_message_id is null;
create index queue_by_subject on public.message_queue (user_id, subject, arrival)
  where subject is not null;
create unique index one_text_a_position on public.message_queue (sequence_id, sequence_position)
  where sequence_id is not null;
create index queue_by_superseding on public.message_queue (tenant_id, superseded_by_message_id)
  where superseded_by_message_id is not null;
create index queue_by_sender on public.message_queue (tenant_id, sender_id)
  where sender_id is not null;
create index queue_by_conversation on public.message_queue (tenant_id, conversation_context_id)
  where conversation_context_id is not null;
create index queue_by_message on public.message_queue (tenant_id, delivered_message_id)
  where delivered_message_id is not null;
create index queue_of_person on public.message_queue (tenant_id, user_id);
create index queue_by_reason on public.message_queue (status_reason)
  where status_reason is not null;
create index queue_by_trace on public.message_queue (trace_id);
create index queue_over on public.message_queue (created_at)
  where status not in ('queued', 'approved');

create function private.time_the_first_look() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  new.look_at := coalesce(new.look_at, new.scheduled_for);
  if new.status = 'queued' then
    -- What was held for months is no news any more.
    new.expires_at := coalesce(new.expires_at, greatest(new.scheduled_for, now()) + make_interval(
      days => private.setting('queue_stale_days', new.tenant_id)::integer));
  end if;
  return new;
end
$$;
comment on function private.time_the_first_look() is
  'What is queued is looked at when it was to be sent, and does not wait for ever.';
create trigger queued_texts_are_looked_at before insert on public.message_queue
  for each row execute function private.time_the_first_look();

create table public.user_message_budget (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  date date not null,
  messages_sent integer not null default 0
    constraint messages_sent_is_not_negative check (messages_sent >= 0),
  last_message_at timestamptz,
  daily_limit integer not null default 5
    constraint daily_limit_is_not_negative check (daily_limit >= 0),
  hourly_limit integer not null default 2
    constraint hourly_limit_is_not_negative check (hourly_limit >= 0),
  quiet_hours_enabled boolean not null default true,
  created_at timestamptz not null default now(),
  replies_sent integer not null default 0
    constraint replies_sent_is_not_negative check (replies_sent >= 0),
  slots_at timestamptz[] not null default '{}',
  not_before timestamptz,
  unique (user_id, date),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade
);
comment on column public.user_message_budget.slots_at is
  'When each proactive text of the day began to leave; a limit counts these, over midnight too.';
comment on column public.user_message_budget.replies_sent is
  'Answers, which no limit counts.';
comment on column public.user_message_budget.not_before is
  'When what the night before has held for this person may leave.';
comment on column public.user_message_budget.quiet_hours_enabled is
  'False: on this day the person''s own quiet hours do not count. Their tenant''s always do.';
comment on table public.user_message_budget is
  'What a person was sent on one of their own days, and how much they may be. Its row is locked to '
  'decide.';
create index budget_by_day on public.user_message_budget (date);
create index budget_by_person on public.user_message_budget (tenant_id, user_id, date desc);

create function worker.get_queued_messages_count()
returns table (status text, priority text, queued bigint, oldest timestamptz)
language sql stable security invoker set search_path = '' as $$
  select q.status, q.priority, count(*), min(q.scheduled_for)
  from public.message_queue q where q.status in ('queued', 'approved') group by 1, 2 order by 1, 2
$$;
comment on function worker.get_queued_messages_count() is 'What waits to be sent, by priority.';

alter table public.message_queue enable row level security;
alter table public.user_message_budget enable row level security;
grant select on public.message_queue, public.user_message_budget to authenticated;
create policy "operators read their tenant's queue" on public.message_queue
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
create policy "members read their own budget, operators their tenant's"
  on public.user_message_budget for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
