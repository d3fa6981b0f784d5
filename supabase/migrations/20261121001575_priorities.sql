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
  expired_reason text
    constraint expired_reason_is_known check (expired_reason in ('over', 'stale', 'unanswered')),
  unique (tenant_id, id),
  unique (user_id, item_type, item_id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint presented_has_a_time check (status <> 'presented' or presented_at is not null),
  constraint only_what_expired_has_a_reason check (expired_reason is null or status = 'expired')
);
comment on table public.user_priorities is 'What is worth a member''s attention, ranked from 1.';
comment on column public.user_priorities.priority_rank is
  'Of an active one: 1 is worth most, and there are no gaps. Of any other: the last it had.';
comment on column public.user_priorities.expired_reason is
  'over: there is nothing to do about the item any more; stale: it was not come to in its time; '
  'unanswered: it was presented, and nothing came back.';
create index priorities_active on public.user_priorities (tenant_id, user_id, priority_rank)
  where status = 'active';
create index priorities_presented on public.user_priorities (tenant_id, user_id, presented_at)
  where status = 'presented';
create index priorities_by_person on public.user_priorities (tenant_id, user_id);

create trigger item_is_the_tenants before insert or update of tenant_id, item_id, item_type
  on public.user_priorities for each row
  execute function private.same_tenant('item_id', 'item_type');

create function private.close_ranks() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  people uuid[];
begin
  if tg_op = 'DELETE' then
    people := array(select distinct b.user_id from before b where b.status = 'active');
  else
    people := array(select distinct b.user_id from before b join after a using (id)
      where b.status = 'active' and a.status <> 'active');
  end if;
  if people <> '{}' then
    update public.user_priorities p set priority_rank = r.nth
    from (select a.id, row_number() over (partition by a.user_id order by a.priority_rank, a.id)
        as nth
      from public.user_priorities a
      where a.user_id = any (people) and a.status = 'active') r
    where p.id = r.id and p.priority_rank <> r.nth;
  end if;
  return null;
end
$$;
comment on function private.close_ranks() is
  'Whoever presents, settles or expires one: what is left of that person''s has the ranks 1 to n.';
create trigger ranks_have_no_gaps after update on public.user_priorities
  referencing old table as before new table as after
  for each statement execute function private.close_ranks();
create trigger ranks_close_up after delete on public.user_priorities
  referencing old table as before for each statement execute function private.close_ranks();

alter table public.user_priorities enable row level security;
grant select on public.user_priorities to authenticated;
create policy "members read their own priorities, operators their tenant's"
  on public.user_priorities for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
