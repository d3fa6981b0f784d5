-- The search for a solution to what a member needs.

create table public.solution_workflows (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  request_description text not null,
  category text,
  current_step text not null
    constraint current_step_is_known check (current_step in
      ('research', 'match_innovators', 'ask_community', 'wait', 'evaluate', 'recommend')),
  status text not null default 'in_progress'
    constraint status_is_known check (status in ('in_progress', 'completed', 'cancelled')),
  perplexity_results jsonb,
  matched_innovators jsonb,
  community_insights jsonb,
  expert_recommendations jsonb,
  quality_threshold_met boolean not null default false,
  last_decision_at timestamptz,
  next_action text,
  pending_tasks jsonb not null default '[]',
  completed_tasks jsonb not null default '[]',
  conversation_log jsonb not null default '[]',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  completed_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint completed_at_matches_status
    check ((completed_at is not null) = (status = 'completed'))
);
comment on table public.solution_workflows is
  'The search for a solution, step by step, with what each step found and why it went on.';
create index workflows_by_person on public.solution_workflows (tenant_id, user_id, status);
create index workflows_open on public.solution_workflows (created_at)
  where status = 'in_progress';
create unique index one_open_workflow_a_need
  on public.solution_workflows (user_id, private.same_words(request_description))
  where status = 'in_progress';
create trigger solution_workflows_touch before update on public.solution_workflows
  for each row execute function private.touch_updated_at();

alter table public.solution_workflows enable row level security;
grant select on public.solution_workflows to authenticated;
create policy "members read their own research, operators their tenant's"
  on public.solution_workflows for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
