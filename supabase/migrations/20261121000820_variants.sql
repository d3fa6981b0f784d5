-- Which words and which model answer whom: prompts as they were used, variants and their people.

create table private.prompts (
  hash text primary key constraint hash_is_sha256 check (hash ~ '^[0-9a-f]{64}$'),
  agent_type text not null,
  version text not null,
  first_used_at timestamptz not null default now()
);
comment on table private.prompts is
  'Every prompt that was ever used, by the hash of its words and tools: other words are another '
  'row. Never changed.';
comment on column private.prompts.version is 'What prompt.ts called it when it was first used.';
create index prompts_by_agent on private.prompts (agent_type, first_used_at desc);
create trigger prompts_are_append_only before update or delete on private.prompts
  for each row execute function private.refuse_change();

create function private.note_prompt(hash text, agent_type text, version text) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  -- Who is not the first to say so does not wait for who is: the next call tells it again.
  if note_prompt.hash ~ '^[0-9a-f]{64}$'
    and not exists (select from private.prompts p where p.hash = note_prompt.hash)
    and pg_try_advisory_xact_lock(hashtext('prompt'), hashtext(note_prompt.hash)) then
    insert into private.prompts (hash, agent_type, version)
      values (note_prompt.hash, note_prompt.agent_type, coalesce(note_prompt.version, 'default'))
      on conflict do nothing;
  end if;
end
$$;
comment on function private.note_prompt(text, text, text) is
  'Registers a prompt when it is first used.';

create table private.variant_assignments (
  tenant_id uuid not null,
  user_id uuid not null,
  agent_type text not null,
  instance_id uuid not null references public.agent_instances (id) on delete cascade,
  assigned_at timestamptz not null default now(),
  primary key (user_id, agent_type),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade
);
comment on table private.variant_assignments is
  'Which variant of an agent answers a person: they stay with it, whatever is added beside it.';
create index assignments_by_person on private.variant_assignments (tenant_id, user_id);
create index assignments_by_instance on private.variant_assignments (instance_id);

create function private.choose_instance(
  agent_type text, tenant_id uuid, user_id uuid, kept uuid
) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
declare
  -- The same for a person and an agent, always: without what was written down they would be drawn
  -- the same variant again, as long as there are the same.
  drawn constant bigint := hashtextextended(concat_ws(' ', choose_instance.agent_type,
    coalesce(choose_instance.user_id, choose_instance.tenant_id)), 0) & 9223372036854775807;
begin
  return (
    with fitting as (
      select i.id, i.weight, i.created_at,
        rank() over (order by i.user_id is null, i.tenant_id is null) as nearness
      from public.agent_instances i
      where i.agent_type = choose_instance.agent_type and i.status = 'active' and i.weight > 0
        and (i.tenant_id is null or i.tenant_id = choose_instance.tenant_id)
        and (i.user_id is null or i.user_id = choose_instance.user_id)
    ),
    nearest as (
      select f.id, sum(f.weight) over (order by f.created_at, f.id) as up_to,
        sum(f.weight) over () as total
      from fitting f where f.nearness = 1
    )
    select n.id from nearest n
    order by (n.id = choose_instance.kept) is not true, n.up_to <= drawn % n.total, n.up_to
    limit 1);
end
$$;
comment on function private.choose_instance(text, uuid, uuid, uuid) is
  'The nearest active variants are the person''s own, else the tenant''s, else everybody''s; of '
  'several the one they have, else by weight.';

create function private.instance_of(agent_type text, tenant_id uuid, user_id uuid)
returns public.agent_instances
language plpgsql security invoker set search_path = '' as $$
declare
  kept uuid;
  chosen public.agent_instances;
begin
  select a.instance_id into kept from private.variant_assignments a
    where a.user_id = instance_of.user_id and a.agent_type = instance_of.agent_type;
  select * into chosen from public.agent_instances i where i.id = private.choose_instance(
    instance_of.agent_type, instance_of.tenant_id, instance_of.user_id, kept);
  -- Two turns of one person draw the same: who comes second need not write it down, nor wait.
  if instance_of.user_id is not null and chosen.id is distinct from kept and chosen.id is not null
    and pg_try_advisory_xact_lock(hashtext('variant'),
      hashtext(instance_of.user_id || instance_of.agent_type)) then
    insert into private.variant_assignments as a (tenant_id, user_id, agent_type, instance_id)
      values (instance_of.tenant_id, instance_of.user_id, instance_of.agent_type, chosen.id)
      on conflict on constraint variant_assignments_pkey do update
        set instance_id = excluded.instance_id, assigned_at = excluded.assigned_at;
  end if;
  return chosen;
end
$$;
comment on function private.instance_of(text, uuid, uuid) is
  'The variant that answers this person, written down: they stay with it until it is switched off '
  'or one that is nearer to them is made. Called for each turn, not for each call: who is switched '
  'over is so between two turns.';
