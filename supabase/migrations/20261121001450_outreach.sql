-- Texts that nobody asked for: they wait for the orchestrator's yes, within each person's limits.

create table public.message_queue (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  agent_id text not null,
  message_data jsonb not null,
  final_message text,
  scheduled_for timestamptz not null,
  priority text not null default 'medium'
    constraint priority_is_known check (priority in ('urgent', 'high', 'medium', 'low')),
  status text not null default 'queued'
    constraint status_is_known
    check (status in
      ('queued', 'approved', 'sent', 'superseded', 'cancelled', 'expired', 'failed')),
  status_reason text,
  superseded_by_message_id uuid,
  superseded_reason text,
  conversation_context_id uuid,
  requires_fresh_context boolean not null default false,
  sequence_id uuid,
  sequence_position integer,
  sequence_total integer,
  expires_at timestamptz,
  sent_at timestamptz,
  delivered_message_id uuid,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  foreign key (tenant_id, superseded_by_message_id) references public.message_queue (tenant_id, id)
    on delete set null (superseded_by_message_id),
  foreign key (tenant_id, conversation_context_id) references public.conversations (tenant_id, id)
    on delete set null (conversation_context_id),
  foreign key (tenant_id, delivered_message_id) references public.messages (tenant_id, id)
    on delete set null (delivered_message_id),
  constraint sent_at_matches_status check ((sent_at is not null) = (status = 'sent')),
  constraint superseded_has_a_reason
    check ((superseded_reason is not null) = (status = 'superseded')),
  constraint a_sequence_is_whole_or_absent check (
    num_nulls(sequence_id, sequence_position, sequence_total) in (0, 3)
    and (sequence_position is null or sequence_position between 1 and sequence_total))
);
comment on table public.message_queue is
  'A proactive text that waits for the orchestrator''s yes. What became of it, and why, stays '
  'here.';
comment on column public.message_queue.superseded_by_message_id is
  'The newer text on the same subject; a chain leads to the one that stands.';
comment on column public.message_queue.sequence_id is
  'Engine-made: texts that are to arrive in the order of their positions share it.';
create index queue_by_person on public.message_queue (tenant_id, user_id, status, scheduled_for)
  where status in ('queued', 'approved');
create index queue_due on public.message_queue (status, scheduled_for, priority)
  where status in ('queued', 'approved');
create index queue_by_sequence on public.message_queue (sequence_id, sequence_position)
  where sequence_id is not null;
create index queue_by_superseding on public.message_queue (tenant_id, superseded_by_message_id)
  where superseded_by_message_id is not null;
create index queue_by_conversation on public.message_queue (tenant_id, conversation_context_id)
  where conversation_context_id is not null;
create index queue_by_message on public.message_queue (tenant_id, delivered_message_id)
  where delivered_message_id is not null;
create index queue_of_person on public.message_queue (tenant_id, user_id);

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
  unique (user_id, date),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade
);
comment on table public.user_message_budget is
  'What a person was sent on one of their own days, and how much they may be. Its row is locked to '
  'decide.';
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
