-- Who runs the system: tenants, their operators, and the numbers they text from.

create table public.tenants (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique
    constraint slug_is_short_and_plain check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  name text not null
    constraint name_is_not_empty check (length(btrim(name)) between 1 and 200),
  product text not null
    constraint product_is_known check (product in ('network', 'assistant', 'coach')),
  settings jsonb not null default '{}'
    constraint settings_are_an_object check (jsonb_typeof(settings) = 'object')
    constraint settings_are_numbers check (not settings @? 'strict $.* ? (@.type() != "number")'),
  countries text[] not null default '{US,CA}'
    constraint countries_are_known_by_two_letters
    check (array_to_string(countries, ' ', '?') ~ '^([A-Z]{2}( |$))*$'),
  link_hosts text[] not null default '{}'
    constraint link_hosts_are_host_names
    check (array_to_string(link_hosts, ' ', '?')
      ~ '^(([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+[a-z]{2,}( |$))*$'),
  inbound_email_domain text unique
    constraint inbound_email_domain_is_a_domain
    check (inbound_email_domain ~ '^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$'),
  paused_at timestamptz,
  paused_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint pause_has_a_reason check ((paused_at is null) = (paused_reason is null))
);
comment on column public.tenants.link_hosts is
  'Hosts that its agents may link to, with all below them; other links are taken out of a text.';
comment on column public.tenants.inbound_email_domain is
  'The domain whose mail comes to email-webhook; null: its people cannot confirm an email.';
comment on column public.tenants.countries is
  'ISO 3166 codes of the countries it may text; a text to any other does not leave.';
comment on table public.tenants is 'An organisation that runs the system.';
comment on column public.tenants.settings is
  'Its own values of private.settings, by the same names; of those that are by_tenant.';

create table public.operators (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  auth_id uuid references auth.users (id) on delete cascade,
  email text constraint email_is_lower_case check (email = lower(email)),
  role text not null default 'operator'
    constraint role_is_known check (role in ('owner', 'operator', 'viewer')),
  created_at timestamptz not null default now(),
  unique (tenant_id, auth_id),
  unique (tenant_id, email),
  constraint invited_or_signed_in check (num_nonnulls(auth_id, email) > 0)
);
comment on table public.operators is
  'Who may see a tenant''s rows in the console: invited by email, theirs once they have signed in.';
create index operators_by_sign_in on public.operators (auth_id);
create index operators_invited on public.operators (email) where auth_id is null;

create table public.senders (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  phone_number text not null
    constraint phone_number_is_e164 check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  account_sid text not null
    constraint account_sid_is_twilios check (account_sid ~ '^AC[0-9a-f]{32}$'),
  messaging_service_sid text
    constraint messaging_service_sid_is_twilios check (messaging_service_sid ~ '^MG[0-9a-f]{32}$'),
  auth_token_secret text not null,
  segments_per_second numeric not null default 1
    constraint segments_per_second_is_positive check (segments_per_second > 0),
  paused_at timestamptz,
  paused_reason text,
  paused_until timestamptz,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  unique (account_sid, phone_number),
  constraint pause_has_a_reason check ((paused_at is null) = (paused_reason is null)),
  constraint only_a_pause_ends check (paused_until is null or paused_at is not null)
);
comment on table public.senders is 'The numbers a tenant texts from, and whose account they are.';
comment on column public.senders.auth_token_secret is
  'The name of the Vault secret with this account''s auth token.';
comment on column public.senders.paused_until is
  'A pause that ends by itself; null: somebody has to end it.';
create index senders_by_messaging_service on public.senders (messaging_service_sid)
  where messaging_service_sid is not null;

create trigger tenants_touch before update on public.tenants
  for each row execute function private.touch_updated_at();

create function private.check_settings() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  stray text := (
    select own.key from jsonb_each(new.settings) own
    left join private.settings s on s.name = own.key and s.by_tenant
    where s.name is null or jsonb_typeof(own.value) <> 'number'
      or own.value::numeric not between s.least and s.most or own.value::numeric % 1 <> 0
    limit 1);
begin
  if stray is not null then
    raise exception 'a tenant cannot set % to that', stray using errcode = 'check_violation',
      hint = 'private.settings says which numbers are by_tenant, and between what.';
  end if;
  return new;
end
$$;
comment on function private.check_settings() is
  'A misspelt setting is refused, not ignored, and so is a number that would do harm.';
create trigger settings_are_known before insert or update of settings on public.tenants
  for each row when (jsonb_typeof(new.settings) = 'object')
  execute function private.check_settings();

create function private.setting(name text, tenant_id uuid default null) returns numeric
language plpgsql stable security definer set search_path = '' as $$
begin
  if setting.tenant_id is null then
    return (select s.value from private.settings s where s.name = setting.name);
  end if;
  return coalesce(
    (select case jsonb_typeof(t.settings -> setting.name)
        when 'number' then (t.settings ->> setting.name)::numeric end
      from public.tenants t where t.id = setting.tenant_id),
    (select s.value from private.settings s where s.name = setting.name)
  );
end
$$;
comment on function private.setting(text, uuid) is
  'A tunable number: the tenant''s own, else the system''s. Null when there is no such setting. '
  'Definer, so that one plan serves every role that asks.';

create function private.operator_tenant_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select o.tenant_id from public.operators o where o.auth_id = (select auth.uid());
end
$$;
comment on function private.operator_tenant_ids() is
  'The tenants the caller operates. Definer, because operators are behind RLS themselves.';
grant execute on function private.operator_tenant_ids() to authenticated;

create function private.vault_secret(name text) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select s.decrypted_secret from vault.decrypted_secrets s where s.name = vault_secret.name);
end
$$;
comment on function private.vault_secret(text) is
  'A secret from Vault, or null. Definer: the callers themselves have no right to Vault.';

alter table public.tenants enable row level security;
alter table public.operators enable row level security;
alter table public.senders enable row level security;
grant select on public.tenants, public.operators to authenticated;
grant select
  (id, tenant_id, phone_number, segments_per_second, paused_at, paused_reason, paused_until,
   created_at)
  on public.senders to authenticated;

create policy "operators read their tenant" on public.tenants for select to authenticated
  using (id = any (array(select private.operator_tenant_ids())));
create policy "operators read their colleagues" on public.operators for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
create policy "operators read their senders" on public.senders for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
