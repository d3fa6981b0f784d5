-- The assistant: the agent of tenants that have one; what it may do, and what it was told to be.

insert into public.agent_instances (agent_type, model) values ('assistant', 'claude-sonnet-5-5');
insert into private.functions (name) values ('assistant');
insert into private.bells (function_name) values ('assistant');
-- By text it is answered for like any other; it has no network to act in.
update private.actions set agents = agents || '{assistant}'
  where action in ('reply', 'update_profile', 'set_timezone', 'pause_texts', 'resume_texts',
    'go_on_with_sequence', 'stop_sequence', 'drop_outreach');

create table public.assistant_settings (
  tenant_id uuid primary key references public.tenants (id) on delete cascade,
  tone text not null default ''
    constraint tone_is_a_few_words check (length(tone) <= 500),
  knowledge text not null default ''
    constraint knowledge_is_bounded check (length(knowledge) <= 12000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.assistant_settings is
  'How a tenant''s assistant speaks and what it knows. Its model is a row of agent_instances, '
  'where it may link to tenants.link_hosts, and what it may cost the tenant''s budgets.';
comment on column public.assistant_settings.knowledge is
  'Sent with each call, so each character of it is paid for each time.';
create trigger assistant_settings_touch before update on public.assistant_settings
  for each row execute function private.touch_updated_at();

create function private.house_view(tenant_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (select jsonb_build_object('house', jsonb_build_object('tone', s.tone,
      'knowledge', s.knowledge))
    from (select) nobody
    left join public.assistant_settings s on s.tenant_id = house_view.tenant_id);
end
$$;
comment on function private.house_view(uuid) is
  'What a tenant has told its assistant; nulls when it has told nothing.';

create function private.set_assistant(
  tenant_id uuid, tone text, knowledge text, link_hosts text[], model text
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if not private.may_operate(set_assistant.tenant_id) then
    return false;
  elsif not exists (select from private.model_prices p where p.model = set_assistant.model)
    and set_assistant.model is not null then
    raise sqlstate 'PT400' using message = 'There is no such model.',
      hint = 'Only one whose price is known can be kept within a budget.';
  end if;
  insert into public.assistant_settings as s (tenant_id, tone, knowledge)
    values (set_assistant.tenant_id, coalesce(set_assistant.tone, ''),
      coalesce(set_assistant.knowledge, ''))
    on conflict on constraint assistant_settings_pkey do update set
      tone = coalesce(set_assistant.tone, s.tone),
      knowledge = coalesce(set_assistant.knowledge, s.knowledge);
  update public.tenants t set link_hosts = set_assistant.link_hosts
    where t.id = set_assistant.tenant_id and set_assistant.link_hosts is not null;
  -- Another model is another variant: what the old one has done stays told apart.
  if set_assistant.model is not null and not exists (select from public.agent_instances i
    where i.tenant_id = set_assistant.tenant_id and i.agent_type = 'assistant'
      and i.user_id is null and i.status = 'active' and i.model = set_assistant.model) then
    update public.agent_instances i set status = 'terminated', terminated_at = now()
      where i.tenant_id = set_assistant.tenant_id and i.agent_type = 'assistant'
        and i.user_id is null and i.status = 'active';
    insert into public.agent_instances (tenant_id, agent_type, model)
      values (set_assistant.tenant_id, 'assistant', set_assistant.model);
  end if;
  return true;
end
$$;
comment on function private.set_assistant(uuid, text, text, text[], text) is
  'Definer: nobody signed in writes a table. Only an operator, and no viewer.';
grant execute on function private.set_assistant(uuid, text, text, text[], text) to authenticated;

create function public.set_assistant(
  tenant_id uuid, tone text default null, knowledge text default null,
  link_hosts text[] default null, model text default null
) returns boolean
language sql security invoker set search_path = '' as $$
  select private.set_assistant(set_assistant.tenant_id, set_assistant.tone,
    set_assistant.knowledge, set_assistant.link_hosts, set_assistant.model)
$$;
comment on function public.set_assistant(uuid, text, text, text[], text) is
  'An operator says how their assistant speaks, what it knows, where it may link to and which '
  'model it is; what is left out stays. False when the tenant is none of theirs. PT400 for a model '
  'without a price.';
grant execute on function public.set_assistant(uuid, text, text, text[], text) to authenticated;

alter table public.assistant_settings enable row level security;
grant select on public.assistant_settings to authenticated;
create policy "operators read what their assistant was told" on public.assistant_settings
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
