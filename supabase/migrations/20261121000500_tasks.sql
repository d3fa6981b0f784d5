-- The queue: what kinds of work there are, the tasks, their lanes, leases and bells.

create table private.functions (
  name text primary key,
  batch_max integer not null default 1
    constraint batch_max_is_positive check (batch_max > 0),
  leases_max integer
    constraint leases_max_is_positive check (leases_max > 0),
  paused_at timestamptz,
  paused_reason text,
  constraint pause_has_a_reason check ((paused_at is null) = (paused_reason is null))
);
comment on table private.functions is
  'The Edge Functions that drain lanes: tasks a claim takes of one lane, lanes leased at once.';

create table private.bells (
  function_name text primary key references private.functions (name) on delete cascade,
  pending boolean not null default false,
  rung_at timestamptz,
  rings bigint not null default 0,
  sweep_rings bigint not null default 0
) with (fillfactor = 50);
comment on table private.bells is
  'The coalesced wake-up of each function: who flips pending sends it; the drain flips it back.';

create table private.task_types (
  task_type text primary key,
  function_name text references private.functions (name),
  agent_type text not null,
  lane_kind text not null
    constraint lane_kind_is_known check (lane_kind in
      ('conversation', 'send', 'urgent', 'summary', 'review', 'analysis', 'user', 'workflow',
       'request', 'intro', 'upkeep')),
  priority text not null default 'medium'
    constraint priority_is_known check (priority in ('urgent', 'high', 'medium', 'low')),
  while_put_back text not null default 'block'
    constraint while_put_back_is_known check (while_put_back in ('block', 'skip')),
  max_retries integer not null default 3,
  retry_base_seconds numeric not null default 2,
  retry_cap_seconds numeric not null default 300,
  snooze_hours_max numeric not null default 24,
  description text not null
);
comment on table private.task_types is
  'Each kind of work: its function (null: the person''s own agent), lane and patience.';
comment on column private.task_types.while_put_back is
  'block: what stands behind a task that failed waits for it, as long as its retries and snoozes '
  'last (max_retries × retry_cap_seconds, snooze_hours_max); skip: it may pass at once.';
create index task_types_by_function on private.task_types (function_name);

insert into private.functions (name, batch_max) values
  ('bouncer', 1), ('concierge', 1), ('conversation-summary', 1), ('sms-sender', 10),
  ('housekeeping', 1);
insert into private.bells (function_name) select name from private.functions;
insert into private.task_types
  (task_type, function_name, agent_type, lane_kind, priority, max_retries, snooze_hours_max,
   description)
values
  ('reply', null, 'reply', 'conversation', 'high', 3, 24,
   'answer what a person wrote, up to the newest text'),
  ('schedule_followup', null, 'reply', 'conversation', 'medium', 3, 24,
   'come back to what a person asked to be reminded of'),
  ('compose_outreach', null, 'reply', 'conversation', 'medium', 3, 24,
   'put a proactive text into words, with the conversation in view'),
  ('send_sms', 'sms-sender', 'system', 'send', 'high', 5, 10, 'hand a text to the carrier'),
  ('create_conversation_summary', 'conversation-summary', 'system', 'summary', 'low', 3, 72,
   'fold the messages since the last summary into a new one');
insert into private.task_types
  (task_type, function_name, agent_type, lane_kind, priority, while_put_back, max_retries,
   retry_base_seconds, retry_cap_seconds, description)
values
  ('deliver_alert', 'housekeeping', 'system', 'upkeep', 'urgent', 'skip', 10, 5, 1800,
   'tell one channel of an alert');
-- A reminder that fails is no reason to leave a person unanswered.
update private.task_types set while_put_back = 'skip'
  where task_type in ('schedule_followup', 'compose_outreach');

create table private.lanes (
  lane_key text primary key,
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  last_seq bigint not null default 0,
  function_name text,
  priority integer,
  due timestamptz,
  lease_token uuid,
  careful boolean not null default false,
  turns_at timestamptz[] not null default '{}',
  paused_at timestamptz,
  paused_reason text,
  rung_at timestamptz,
  constraint pause_has_a_reason check ((paused_at is null) = (paused_reason is null)),
  constraint due_names_function_and_priority
    check (due is null or (function_name is not null and priority is not null)),
  constraint priority_is_urgent_to_low check (priority between 0 and 3),
  constraint what_is_urgent_is_never_paused
    check (paused_at is null or not starts_with(lane_key, 'urgent:')),
  constraint leased_or_paused_is_not_due
    check (due is null or (lease_token is null and paused_at is null))
) with (fillfactor = 60);
comment on table private.lanes is
  'One ordered queue each. due: when its head may be claimed; null: nothing waits, or in work.';
comment on column private.lanes.careful is
  'After a crash the lane is claimed one task at a time until its worker comes back.';
comment on column private.lanes.turns_at is
  'Of a conversation: when its turns of the last turns_window_seconds began, oldest first.';
create index lanes_due on private.lanes (function_name, tenant_id, priority, due)
  where due is not null;
create index lanes_next_due on private.lanes (function_name, due) where due is not null;
create index lanes_urgent on private.lanes (function_name, due)
  where priority = 0 and due is not null;
create index lanes_by_tenant on private.lanes (tenant_id);

create table private.leases (
  token uuid primary key default gen_random_uuid(),
  lane_key text not null unique references private.lanes (lane_key) on delete cascade,
  tenant_id uuid not null,
  function_name text not null,
  answers_from bigint,
  watermark bigint,
  handles jsonb not null default '{}'
    constraint handles_are_an_object check (jsonb_typeof(handles) = 'object'),
  streamed boolean not null default false,
  stopped_at timestamptz,
  claimed_at timestamptz not null,
  expires_at timestamptz not null,
  constraint only_what_is_streamed_is_stopped check (stopped_at is null or streamed)
) with (fillfactor = 60);
comment on table private.leases is
  'Who works on a lane. The first lock of every transaction that ends or extends a turn, so it '
  'can never be waited for by one that holds anything else; docs/decisions/0002.';
comment on column private.leases.watermark is
  'Of a reply in work: the newest text it has seen. It takes those from answers_from, the first '
  'that waited when it began, to here; what is revived meanwhile lies below.';
comment on column private.leases.handles is
  'What an agent may name in this turn: handle → {type, id}. A model sees handles, never ids.';
comment on column private.leases.streamed is
  'Of a turn whose person reads along; stopped_at: when they had read enough.';
comment on column private.leases.tenant_id is
  'Engine-made: its lane''s, repeated, so that a claim counts a tenant''s leases by itself.';

create table public.agent_tasks (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  task_type text not null references private.task_types (task_type),
  agent_type text not null,
  user_id uuid,
  context_id uuid,
  context_type text,
  scheduled_for timestamptz not null,
  priority text not null default 'medium'
    constraint priority_is_known check (priority in ('urgent', 'high', 'medium', 'low')),
  status text not null default 'pending'
    constraint status_is_known
    check (status in ('pending', 'processing', 'completed', 'failed', 'cancelled')),
  retry_count integer not null default 0,
  max_retries integer not null default 3,
  last_attempted_at timestamptz,
  context_json jsonb not null,
  result_json jsonb,
  error_log text,
  created_at timestamptz not null default now(),
  created_by text,
  completed_at timestamptz,
  lane_key text not null constraint lane_key_is_one_word check (lane_key ~ '^\S+$'),
  arrival bigint generated always as identity,
  seq bigint,
  dedupe_key text,
  debounced boolean not null default false,
  merged_count integer not null default 0,
  blocking boolean not null default false,
  snooze_count integer not null default 0,
  rerun_count integer not null default 0,
  refusal text,
  errors jsonb not null default '[]',
  lease_token uuid,
  started_at timestamptz,
  failing_since timestamptz,
  trace_id uuid not null default gen_random_uuid(),
  caused_by uuid,
  event_ids uuid[] not null default '{}',
  hop integer not null default 0 constraint hop_is_bounded check (hop between 0 and 16),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint completed_at_is_set_once_over
    check ((completed_at is not null) = (status in ('completed', 'failed', 'cancelled'))),
  constraint in_work_under_a_lease check (status <> 'processing' or lease_token is not null),
  constraint waits_under_no_lease check (status <> 'pending' or lease_token is null),
  constraint started_under_a_lease check (started_at is null or lease_token is not null)
) with (fillfactor = 80);
comment on table public.agent_tasks is
  'One piece of agent work. seq is its place in its lane, taken under the lane''s lock at commit.';
comment on column public.agent_tasks.blocking is
  'Put back by retry or snooze: what stands behind it in the lane waits for it.';
comment on column public.agent_tasks.failing_since is
  'Since when it has failed without a longer break: how long it may go on is counted from here.';
comment on column public.agent_tasks.event_ids is
  'The events it answers; merged texts add theirs. Engine-made, and not a foreign key: events are '
  'dropped by the month.';
comment on column public.agent_tasks.caused_by is
  'The task whose turn led to it. Engine-made, and not a foreign key: that one may be forgotten.';
comment on column public.agent_tasks.trace_id is 'Engine-made: as messages.trace_id.';
comment on column public.agent_tasks.lease_token is
  'Engine-made: the lease it is or was in work under. Leases are deleted when they end.';

create index tasks_not_yet_placed on public.agent_tasks (lane_key) where seq is null;
create unique index one_waiting_task_a_key on public.agent_tasks (tenant_id, task_type, dedupe_key)
  where status = 'pending' and dedupe_key is not null and seq is not null;
create index tasks_waiting_in_order on public.agent_tasks (lane_key, seq)
  where status = 'pending';
create index tasks_waiting_by_time on public.agent_tasks (lane_key, scheduled_for, seq)
  where status = 'pending';
create index tasks_blocking on public.agent_tasks (lane_key, seq)
  where status = 'pending' and blocking;
create index tasks_of_a_lease on public.agent_tasks (lease_token) where lease_token is not null;
create index tasks_by_user on public.agent_tasks (tenant_id, user_id, status);
create index tasks_by_context on public.agent_tasks (context_type, context_id);
create index tasks_by_trace on public.agent_tasks (trace_id);
create index tasks_by_type on public.agent_tasks (task_type, status);
create index tasks_withheld on public.agent_tasks (completed_at)
  where result_json @> '{"withheld": true}';
create index tasks_over on public.agent_tasks (completed_at) where completed_at is not null;
-- Named to come after tasks_are_completed, which may have the tenant to fill in.
create trigger tasks_context_is_the_tenants
  before insert or update of tenant_id, context_id, context_type
  on public.agent_tasks for each row when (new.context_id is not null)
  execute function private.same_tenant('context_id', 'context_type');

create table public.event_dead_letters (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  task_id uuid not null unique,
  task_type text not null,
  reason text not null
    constraint reason_is_known
    check (reason in ('retries_exhausted', 'permanent', 'too_old', 'hop_limit')),
  attempts integer not null,
  errors jsonb not null,
  first_position bigint,
  last_position bigint,
  first_failed_at timestamptz not null,
  last_failed_at timestamptz not null,
  replayed_at timestamptz,
  discarded_at timestamptz,
  discarded_reason text,
  created_at timestamptz not null default now(),
  constraint discard_has_a_reason check ((discarded_at is null) = (discarded_reason is null))
);
comment on table public.event_dead_letters is
  'A task that will not be tried again by itself, with its whole error history.';
comment on column public.event_dead_letters.task_id is
  'Not a foreign key: the letter outlives its task.';
comment on column public.event_dead_letters.first_position is
  'Of a reply: the first of the texts that were given up with it; last_position: the last.';
create index dead_letters_by_kind
  on public.event_dead_letters (tenant_id, task_type, created_at);
create index dead_letters_open on public.event_dead_letters (task_type, last_failed_at)
  where replayed_at is null and discarded_at is null;

-- Small and busy: vacuumed by count of dead rows, not by a share of the table.
alter table private.lanes set
  (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
alter table private.leases set
  (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
alter table private.bells set
  (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
alter table public.agent_tasks
  enable row level security,
  set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01);

create table private.sweeps (
  only_row boolean primary key default true constraint there_is_one_row check (only_row),
  swept_at timestamptz,
  sweeps bigint not null default 0,
  leases_freed bigint not null default 0,
  lanes_rung bigint not null default 0,
  lanes_quarantined bigint not null default 0
) with (fillfactor = 50);
comment on table private.sweeps is 'The sweep''s heartbeat and what it has had to mend.';
insert into private.sweeps default values;

alter table public.event_dead_letters enable row level security;
grant select on public.agent_tasks, public.event_dead_letters to authenticated;
create policy "operators read their tenant's tasks" on public.agent_tasks
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
create policy "operators read their tenant's dead letters" on public.event_dead_letters
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
