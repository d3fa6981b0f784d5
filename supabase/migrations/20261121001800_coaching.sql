-- The coach's analyses, every twenty-five messages of a person, and what happens in a crisis.

create table public.analysis_results (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  chat_score numeric(3, 1)
    constraint chat_score_is_zero_to_fourteen check (chat_score between 0 and 14),
  analysis_type text not null
    constraint analysis_type_is_known check (analysis_type in
      ('chat_scoring', 'milestone_check', 'graduation_assessment', 'crisis_review')),
  message_range jsonb not null
    constraint message_range_is_an_object check (jsonb_typeof(message_range) = 'object'),
  insights jsonb not null default '{}',
  improvement_areas text[] not null default '{}',
  strengths_identified text[] not null default '{}',
  triggered_milestone boolean not null default false,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint chat_scoring_has_a_score
    check ((chat_score is not null) = (analysis_type = 'chat_scoring'))
);
comment on table public.analysis_results is
  'What an analysis of some messages found; only chat_scoring has a score, of 14.';
comment on column public.analysis_results.message_range is
  'Of which messages: message_ids, in their order, first, last and count; last_at, when the last '
  'of them was said, and day, by its person''s clock of then.';
create unique index one_score_a_batch on public.analysis_results
  (tenant_id, user_id, (message_range ->> 'first')) where analysis_type = 'chat_scoring';
create index analyses_by_person on public.analysis_results (tenant_id, user_id, created_at desc);

create table public.crisis_events (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  message_id uuid not null,
  trigger_type text not null
    constraint trigger_type_is_a_word check (trigger_type ~ '^[a-z_]+$'),
  severity_level text not null
    constraint severity_level_is_known
    check (severity_level in ('low', 'moderate', 'high', 'critical')),
  keywords_detected text[] not null default '{}'
    constraint keywords_are_ids_of_rules
    check (array_to_string(keywords_detected, ' ', '?') ~ '^([a-z0-9_.:-]{1,60}( |$))*$'),
  template text
    constraint template_is_a_word check (template ~ '^[a-z_]+$'),
  language text not null default 'en'
    constraint language_is_known check (language in ('en', 'es')),
  subject text not null default 'self'
    constraint subject_is_known check (subject in ('self', 'other')),
  resources_shown jsonb not null default '[]'
    constraint resources_shown_is_a_list check (jsonb_typeof(resources_shown) = 'array'),
  shown_message_id uuid,
  carrier_blocked boolean not null default false,
  repeats_id uuid,
  user_acknowledged boolean not null default false,
  acknowledged_at timestamptz,
  acknowledged_by uuid references auth.users (id) on delete set null,
  escalated_at timestamptz,
  followup_required boolean not null default false,
  followup_at timestamptz,
  followups_count integer not null default 0
    constraint followups_count_is_not_negative check (followups_count >= 0),
  followup_message_id uuid,
  created_at timestamptz not null default now(),
  resolution_timestamp timestamptz,
  resolution text
    constraint resolution_is_known check (resolution in
      ('safe', 'in_care', 'handed_over', 'false_alarm', 'unreachable', 'lapsed')),
  resolved_by uuid references auth.users (id) on delete set null,
  unique (tenant_id, id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  foreign key (tenant_id, message_id) references public.messages (tenant_id, id) on delete cascade,
  foreign key (tenant_id, shown_message_id) references public.messages (tenant_id, id)
    on delete set null (shown_message_id),
  foreign key (tenant_id, followup_message_id) references public.messages (tenant_id, id)
    on delete set null (followup_message_id),
  foreign key (tenant_id, repeats_id) references public.crisis_events (tenant_id, id)
    on delete cascade,
  constraint one_crisis_a_message unique (message_id),
  constraint resolved_after_it_began check (resolution_timestamp >= created_at),
  constraint resolved_in_some_way
    check ((resolution is not null) = (resolution_timestamp is not null)),
  constraint acknowledged_by_somebody_at_some_time
    check (acknowledged_by is null or acknowledged_at is not null),
  constraint followed_up_while_it_is_open
    check (followup_at is null or (followup_required and resolution_timestamp is null))
);
comment on table public.crisis_events is
  'A text that raised concern, what was shown to the person, and how it ended. It goes with its '
  'person. Operators read it through public.read_crisis alone, which writes down that they did.';
comment on column public.crisis_events.severity_level is
  'The higher of what the screen found and what crisis-review did; nothing lowers it.';
comment on column public.crisis_events.keywords_detected is 'Ids of rules: never what was written.';
comment on column public.crisis_events.repeats_id is
  'Said within minutes of this other one, and no worse: they are answered, alerted of and ended '
  'together.';
comment on column public.crisis_events.carrier_blocked is
  'The person has told the carrier to let nothing of ours through: nothing was sent.';
comment on column public.crisis_events.user_acknowledged is
  'They have said in plain words that they are safe: no more is asked of them. It ends nothing.';
comment on column public.crisis_events.acknowledged_at is 'When an operator took it on.';
comment on column public.crisis_events.followup_message_id is
  'The last text that asked how they are.';
create trigger crisis_is_about_their_own_text before insert or update of message_id, user_id
  on public.crisis_events for each row execute function private.check_whose_message('inbound');
create index crises_by_person on public.crisis_events (tenant_id, user_id, severity_level);
create index crises_by_message on public.crisis_events (tenant_id, message_id);
create index crises_by_answer on public.crisis_events (tenant_id, shown_message_id)
  where shown_message_id is not null;
create index crises_by_followup on public.crisis_events (tenant_id, followup_message_id)
  where followup_message_id is not null;
create index crises_by_first on public.crisis_events (tenant_id, repeats_id)
  where repeats_id is not null;
create index crises_by_acknowledger on public.crisis_events (acknowledged_by)
  where acknowledged_by is not null;
create index crises_by_resolver on public.crisis_events (resolved_by)
  where resolved_by is not null;
create index crises_open on public.crisis_events (tenant_id, created_at)
  where resolution_timestamp is null;
create index crises_open_by_person on public.crisis_events (user_id)
  where resolution_timestamp is null;
create index crises_to_follow_up on public.crisis_events (followup_at)
  where followup_at is not null;
create index crises_to_lapse on public.crisis_events (created_at)
  where resolution_timestamp is null and severity_level = 'low';

create view public.job_queue with (security_invoker = true) as
  select t.id, t.tenant_id, t.task_type as name, t.context_json as data,
    case t.priority when 'urgent' then 3 when 'high' then 2 when 'medium' then 1 else 0 end
      as priority,
    t.max_retries as retry_limit, t.retry_count, t.created_at, t.scheduled_for as start_after,
    t.completed_at
  from public.agent_tasks t;
comment on view public.job_queue is
  'Seed 5''s queue, as a view of the one queue there is; a higher priority goes first.';

insert into private.functions (name) values ('conversation-analysis');
insert into private.bells (function_name) values ('conversation-analysis');
insert into private.task_types
  (task_type, function_name, agent_type, lane_kind, priority, max_retries, snooze_hours_max,
   description)
values
  ('analysis_job', 'conversation-analysis', 'system', 'analysis', 'low', 3, 72,
   'look at twenty-five messages of a person');

create table private.analysis_batches (
  user_id uuid primary key references public.users (id) on delete cascade,
  message_ids uuid[] not null
    constraint a_batch_is_of_twenty_five check (cardinality(message_ids) <= 25)
) with (fillfactor = 50);
comment on table private.analysis_batches is
  'What a person has said that no analysis was asked for yet. Locked after the conversation: '
  'whoever inserts messages into several conversations of a person locks them all first, in id '
  'order.';
comment on column private.analysis_batches.message_ids is
  'In the order in which they were said. Not a foreign key: a message goes with its person alone, '
  'and so does this row.';

create function private.queue_analysis_check() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  batch uuid[];
begin
  if (select t.product from public.tenants t where t.id = new.tenant_id) <> 'coach' then
    return null;
  end if;
  insert into private.analysis_batches as b (user_id, message_ids)
    values (new.user_id, array[new.id])
    on conflict (user_id) do update set message_ids = b.message_ids || new.id
    returning b.message_ids into batch;
  if cardinality(batch) < 25 then
    return null;
  end if;
  update private.analysis_batches b set message_ids = '{}' where b.user_id = new.user_id;
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by, trace_id)
  select new.tenant_id, k.task_type, k.agent_type, new.user_id, new.user_id, 'user', now(),
    k.priority, k.max_retries,
    jsonb_build_object('user_id', new.user_id, 'message_ids', to_jsonb(batch)),
    'analysis_queue_trigger', new.trace_id
  from private.task_types k where k.task_type = 'analysis_job';
  return null;
end
$$;
comment on function private.queue_analysis_check() is
  'Every twenty-five messages of a coached person ask for one analysis, of those. They are the '
  'person''s, over all their conversations, and their row is locked: none is left out, none is in '
  'two; and an analysis that fails for good keeps its own, and holds up no other.';
-- A word to the carrier, a thumb or a wish about their data is answered by fixed words, and is no
-- part of what is talked about. That a text is of a crisis is known later: it is not judged.
create trigger trigger_analysis_queue after insert on public.messages
  for each row when (new.direction = 'inbound' and new.unanswered_reason is null)
  execute function private.queue_analysis_check();

alter table public.analysis_results enable row level security;
alter table public.crisis_events enable row level security;
grant select on public.analysis_results, public.job_queue to authenticated;
-- All but which operator took it on, and which ended it.
grant select (id, tenant_id, user_id, message_id, trigger_type, severity_level, keywords_detected,
  template, language, subject, resources_shown, shown_message_id, carrier_blocked, repeats_id,
  user_acknowledged, acknowledged_at, escalated_at, followup_required, followup_at,
  followups_count, followup_message_id, created_at, resolution_timestamp, resolution)
  on public.crisis_events to authenticated;
create policy "members read their own analyses, operators their tenant's"
  on public.analysis_results for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
-- What concerns a crisis is not the operators': they read it through a function that writes down
-- who looked.
create policy "what a crisis review found is seen by its member alone"
  on public.analysis_results as restrictive for select to authenticated
  using (analysis_type <> 'crisis_review' or user_id = any (array(select private.user_ids())));
create policy "members read their own crisis events" on public.crisis_events
  for select to authenticated
  using (user_id = any (array(select private.user_ids())));
