-- People: one row a person and tenant, and the ledger of what they consented to.

create table public.users (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  auth_id uuid references auth.users (id) on delete set null,
  phone_number text
    constraint phone_number_is_e164_or_short_code
    check (phone_number ~ '^(\+[1-9][0-9]{6,14}|[0-9]{3,8})$'),
  phone_number_history jsonb not null default '[]'
    constraint phone_number_history_is_a_list check (jsonb_typeof(phone_number_history) = 'array'),
  email text constraint email_fits check (length(email) <= 255),
  first_name text constraint first_name_fits check (length(first_name) <= 100),
  last_name text constraint last_name_fits check (length(last_name) <= 100),
  company text constraint company_fits check (length(company) <= 255),
  title text constraint title_fits check (length(title) <= 255),
  linkedin_url text constraint linkedin_url_fits check (length(linkedin_url) <= 500),
  verified boolean not null default false,
  email_verified boolean not null default false,
  innovator boolean not null default false,
  expert_connector boolean not null default false,
  expertise text[],
  poc_agent_id text,
  poc_agent_type text
    constraint poc_agent_type_is_known
    check (poc_agent_type in ('bouncer', 'concierge', 'innovator', 'coach', 'assistant')),
  quiet_hours_start time
    constraint quiet_hours_start_is_a_whole_minute
    check (extract(second from quiet_hours_start) = 0),
  quiet_hours_end time
    constraint quiet_hours_end_is_a_whole_minute check (extract(second from quiet_hours_end) = 0),
  timezone text,
  response_pattern jsonb,
  credit_balance integer not null default 0
    constraint credit_balance_is_not_negative check (credit_balance >= 0),
  status_level text not null default 'member'
    constraint status_level_is_a_word check (status_level ~ '^[a-z_]+$'),
  referred_by uuid,
  name_dropped text constraint name_dropped_fits check (length(name_dropped) <= 200),
  goals text[] not null default '{}',
  stage integer not null default 1 constraint stage_is_one_to_three check (stage in (1, 2, 3)),
  profile jsonb not null default '{}',
  preferences jsonb not null default '{}',
  graduation_date timestamptz,
  is_active boolean not null default true,
  is_test boolean not null default false,
  opted_out_at timestamptz,
  daily_limit integer
    constraint daily_limit_is_zero_to_a_hundred check (daily_limit between 0 and 100),
  hourly_limit integer
    constraint hourly_limit_is_zero_to_a_hundred check (hourly_limit between 0 and 100),
  muted_until timestamptz,
  blocked_at timestamptz,
  blocked_reason text,
  unreachable_at timestamptz,
  unreachable_until timestamptz,
  unreachable_code integer,
  texted_at timestamptz,
  new_number_until timestamptz,
  moved_to uuid,
  last_active_at timestamptz,
  last_active timestamptz generated always as (last_active_at) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  unique (tenant_id, auth_id),
  constraint a_person_can_be_reached
    check (phone_number is not null or auth_id is not null or email_verified or not is_active),
  constraint nobody_refers_themselves check (referred_by <> id),
  constraint who_has_moved_has_no_number
    check (moved_to is null or (phone_number is null and not is_active)),
  constraint quiet_hours_have_both_ends
    check ((quiet_hours_start is null) = (quiet_hours_end is null)),
  constraint a_block_has_a_reason check ((blocked_at is null) = (blocked_reason is null)),
  constraint unreachable_for_a_reason
    check (num_nulls(unreachable_at, unreachable_until, unreachable_code) in (0, 3)),
  foreign key (tenant_id, referred_by)
    references public.users (tenant_id, id) on delete set null (referred_by),
  foreign key (tenant_id, moved_to)
    references public.users (tenant_id, id) on delete set null (moved_to)
);
comment on table public.users is 'A person in one tenant; a member is a verified one.';
comment on column public.users.is_test is
  'Somebody who tries things out for their tenant: answered like anybody, and left out of its '
  'statistics and its usage.';
comment on column public.users.opted_out_at is
  'The newest word of consent_events, kept here so that a send can lock it. Null: may be texted.';
comment on column public.users.daily_limit is
  'Proactive texts a day, by their own wish; null: as their tenant has it.';
comment on column public.users.hourly_limit is 'And in any 60 minutes.';
comment on column public.users.muted_until is
  'By their own wish nothing proactive leaves before; answers do. infinity: until they say so.';
comment on column public.users.blocked_at is
  'An operator''s: nothing is sent to them, and what they text is stored and not answered.';
comment on column public.users.unreachable_until is
  'The carrier says that nothing arrives (unreachable_code); their own next text ends it.';
comment on column public.users.texted_at is 'When a text of ours first left for them.';
comment on column public.users.new_number_until is
  'By their own word: until then whoever confirms their email from another number takes their '
  'account there.';
comment on column public.users.moved_to is
  'Of a row that somebody had at the door of their new number, until they confirmed the email of '
  'the account that they have: that account.';
comment on column public.users.last_active is 'Seed 5''s name for last_active_at.';

create index users_by_sign_in on public.users (auth_id) where auth_id is not null;
create index users_by_email on public.users (tenant_id, lower(email)) where email is not null;
-- Partial, so that Postgres takes it for no key: whoever refers to somebody, as a claim does that
-- holds lanes, does not wait for who changes their number and wants lanes.
create unique index one_person_a_number on public.users (tenant_id, phone_number)
  where phone_number is not null;
create unique index one_verified_email_a_tenant on public.users (tenant_id, lower(email))
  where email_verified;
create index users_moved on public.users (tenant_id, moved_to) where moved_to is not null;
create index users_by_agent on public.users (tenant_id, poc_agent_type, verified);
create index users_unreachable on public.users (unreachable_at) where unreachable_at is not null;
create index users_by_referrer on public.users (tenant_id, referred_by)
  where referred_by is not null;

create function private.full_name(first_name text, last_name text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return lower(regexp_replace(btrim(full_name.first_name || ' ' || full_name.last_name),
    '\s+', ' ', 'g'));
end
$$;
comment on function private.full_name(text, text) is
  'A name as it is compared; null of whoever has told only half of it.';
create index members_by_name on public.users
  (tenant_id, private.full_name(first_name, last_name)) where verified;

create function private.profile_key(url text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return nullif(regexp_replace(lower(btrim(url)),
    '^(https?://)?([a-z]{2,3}\.)?(linkedin\.com/[^?#]*?)/*([?#].*)?$', '\3'), '');
end
$$;
comment on function private.profile_key(text) is 'A LinkedIn address as it is compared.';
create index members_by_profile on public.users (tenant_id, private.profile_key(linkedin_url))
  where verified and linkedin_url is not null;

create table public.consent_events (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  kind text not null
    constraint kind_is_known check (kind in ('first_contact', 'opt_out', 'opt_in')),
  source text not null
    constraint source_is_known check (source in
      ('texted_in', 'web_form', 'in_person', 'import', 'keyword', 'carrier', 'plain_language',
       'send_error', 'operator')),
  message_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint nothing_resubscribes_by_itself
    check (kind <> 'opt_in' or source in ('keyword', 'carrier', 'operator'))
);
comment on table public.consent_events is
  'How we came to text somebody, and every opt-out and opt-in since. Append-only; '
  'users.opted_out_at repeats the newest.';
comment on column public.consent_events.message_id is
  'The text that said so. Not a foreign key: the proof outlives the text.';
create index consent_events_by_user on public.consent_events (tenant_id, user_id, created_at desc);

create trigger users_touch before update on public.users
  for each row execute function private.touch_updated_at();

create function private.apply_consent() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u
    set opted_out_at = case new.kind when 'opt_out' then new.created_at end
    where u.id = new.user_id
      and (u.opted_out_at is null) = (new.kind = 'opt_out');
  return null;
end
$$;
comment on function private.apply_consent() is 'Repeats the newest consent on the user''s row.';
create trigger consent_is_kept_on_the_user after insert on public.consent_events
  for each row when (new.kind <> 'first_contact') execute function private.apply_consent();

create function private.refuse_change() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  raise exception '% is append-only', tg_table_name
    using errcode = 'restrict_violation', hint = 'Insert a new row that says what changed.';
end
$$;
comment on function private.refuse_change() is 'Guards append-only tables.';

create function private.refuse_erasure() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  owner_id uuid := to_jsonb(old) ->> tg_argv[1];
  standing boolean;
begin
  -- A tenant goes with all that is its own, in whichever order its cascades come.
  execute format('select exists (select from %s o where o.id = $1)
    and exists (select from public.tenants t where t.id = $2)', tg_argv[0])
    into standing using owner_id, old.tenant_id;
  if standing then
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation',
      hint = 'Its rows go with what they belong to.';
  end if;
  return old;
end
$$;
comment on function private.refuse_erasure() is
  'Trigger (table, column): a row of an append-only table goes when what it belongs to is erased, '
  'and not before.';

create trigger consent_events_are_append_only before update on public.consent_events
  for each row execute function private.refuse_change();
create trigger consent_outlives_all_but_its_person before delete on public.consent_events
  for each row execute function private.refuse_erasure('public.users', 'user_id');

create function private.user_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select u.id from public.users u where u.auth_id = (select auth.uid()) and u.is_active;
end
$$;
comment on function private.user_ids() is
  'The caller''s users, one a tenant. Definer, because users are behind RLS themselves.';
grant execute on function private.user_ids() to authenticated;

create function private.guard_balance() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  -- The ledger's trigger is one; this, inside of it, the second.
  if pg_trigger_depth() < 2 then
    raise exception 'a balance moves by its ledger alone'
      using errcode = 'restrict_violation', hint = 'Insert into public.credit_events.';
  end if;
  return new;
end
$$;
comment on function private.guard_balance() is
  'Nobody writes a balance: it is what update_user_credit_cache makes of a booking.';
create trigger balances_begin_at_nothing before insert on public.users
  for each row when (new.credit_balance <> 0) execute function private.guard_balance();
create trigger balances_move_by_the_ledger before update of credit_balance on public.users
  for each row when (new.credit_balance <> old.credit_balance)
  execute function private.guard_balance();

create function private.agent_of(user_row public.users) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select case t.product
      when 'network' then case when not user_row.verified then 'bouncer'
        when user_row.innovator then 'innovator' else 'concierge' end
      else t.product
    end
    from public.tenants t where t.id = user_row.tenant_id);
end
$$;
comment on function private.agent_of(public.users) is
  'Which agent (and so which function) answers this person now. Asked at claim, never stored. '
  'Definer, so that one plan serves every role that asks.';

alter table public.users enable row level security;
alter table public.consent_events enable row level security;
grant select on public.users, public.consent_events to authenticated;

create policy "members read themselves, operators their tenant" on public.users
  for select to authenticated
  using (id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
create policy "members read their own consent, operators their tenant's" on public.consent_events
  for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
