-- What is worth a member's attention, ranked.

create table public.user_priorities (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  priority_rank integer not null constraint priority_rank_counts_from_one check (priority_rank > 0),
  item_type text not null
    constraint item_type_is_known check (item_type in
      ('intro_opportunity', 'community_request', 'community_response',
       'expert_impact_notification', 'solution_update')),
  item_id uuid not null,
  value_score numeric(5, 2)
    constraint value_score_is_zero_to_hundred check (value_score between 0 and 100),
  status text not null default 'active'
    constraint status_is_known check (status in ('active', 'presented', 'actioned', 'expired')),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  presented_at timestamptz,
  unique (tenant_id, id),
  unique (user_id, item_type, item_id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint presented_has_a_time check (status <> 'presented' or presented_at is not null)
);
comment on table public.user_priorities is 'What is worth a member''s attention, ranked from 1.';
create index priorities_active on public.user_priorities (tenant_id, user_id, priority_rank)
  where status = 'active';
create index priorities_presented on public.user_priorities (tenant_id, user_id, presented_at)
  where status = 'presented';
create index priorities_by_person on public.user_priorities (tenant_id, user_id);

create trigger item_is_the_tenants before insert or update of tenant_id, item_id, item_type
  on public.user_priorities for each row
  execute function private.same_tenant('item_id', 'item_type');

alter table public.user_priorities enable row level security;
grant select on public.user_priorities to authenticated;
create policy "members read their own priorities, operators their tenant's"
  on public.user_priorities for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
