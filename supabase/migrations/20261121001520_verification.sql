-- Who somebody is, by their work email: the tagged address they mail to, and what it proves.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('email_tag_hours', 72, true, 1, 720, 'an address to confirm an email by is good for so long'),
  ('email_tags_a_day_max', 5, true, 1, 100,
   'addresses to confirm an email by that somebody may be given in any 24 hours'),
  ('email_answers_a_day_max', 3, true, 0, 100,
   'texts in any 24 hours that tell somebody of an email that proved nothing'),
  ('awake_minutes', 60, true, 0, 1440,
   'who has texted in this time is awake: what they do by email is answered at once'),
  ('new_number_hours', 72, true, 1, 720,
   'who says that they will have a new number has so long to confirm their email from it'),
  ('free_mail_allowed', 0, true, 0, 1,
   '1: an address of a free mail provider does for a work email');
insert into private.settings (name, value, description) values
  ('inbound_emails_days', 90, 'what came of emails, and spent tags, are kept this long');

insert into private.placeholders (name, description) values
  ('verification_address', 'where the person mails to from their work address');

-- Tags. ------------------------------------------------------------------------------------------

create table private.email_verifications (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  address text not null
    constraint address_is_plain_and_lower_case
    check (address ~ '^[!-~]+@[a-z0-9.-]+$' and address = lower(address)),
  tag text not null unique
    constraint tag_is_sixty_five_bits check (tag ~ '^[0-9a-hjkmnp-tv-z]{13}$'),
  status text not null default 'open'
    constraint status_is_known check (status in ('open', 'used', 'superseded')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint used_at_matches_status check ((used_at is not null) = (status = 'used')),
  constraint expires_after_it_was_made check (expires_at > created_at)
);
comment on table private.email_verifications is
  'Addresses that people were given to mail to from their work address. One is open a person; it '
  'is good until expires_at.';
comment on column private.email_verifications.tag is
  'What follows the + of the address: 13 of Crockford''s 32 characters, by chance.';
create unique index one_open_verification_a_person on private.email_verifications (user_id)
  where status = 'open';
create index verifications_by_person
  on private.email_verifications (tenant_id, user_id, created_at desc);
create index verifications_by_time on private.email_verifications (created_at);

create function private.new_tag() returns text
language plpgsql volatile security invoker set search_path = '' as $$
declare
  bytes bytea := extensions.gen_random_bytes(13);
begin
  return (
    select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (get_byte(bytes, n) & 31), 1),
      '' order by n)
    from generate_series(0, 12) n);
end
$$;
comment on function private.new_tag() is
  '65 bits by chance, in letters and digits that nobody mistakes for one another.';

create function private.read_tag(written text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return translate(lower(written), 'ilo', '110');
end
$$;
comment on function private.read_tag(text) is
  'A tag as it was meant: Crockford''s alphabet has no i, l or o, so that they can be read so.';

create function private.open_verification(person public.users, at timestamptz default now())
returns private.email_verifications
language plpgsql stable security invoker set search_path = '' as $$
declare
  found_one private.email_verifications;
begin
  select v.* into found_one from private.email_verifications v
    where v.tenant_id = person.tenant_id and v.user_id = person.id and v.status = 'open'
      and v.expires_at > at and v.address = lower(person.email);
  return found_one;
end
$$;
comment on function private.open_verification(public.users, timestamptz) is
  'What somebody can confirm the email that they have on record by now, if anything.';

create function private.placeholder_verification_address(person public.users) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select 'verify+' || v.tag || '@' || t.inbound_email_domain
    from private.open_verification(person) v
    join public.tenants t on t.id = v.tenant_id);
end
$$;

create function private.names_another_tag(words text, person public.users) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return exists (
    select from regexp_matches(lower(words), 'verify\+[^\s@]*@[a-z0-9.-]*[a-z0-9]', 'g') m
    where m[1] is distinct from private.placeholder_verification_address(person));
end
$$;
comment on function private.names_another_tag(text, public.users) is
  'Whether a text tells its person to mail to an address that is not theirs to mail to.';

create function private.email_refusal(tenant_id uuid, address text) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when private.setting('free_mail_allowed', email_refusal.tenant_id) = 0
      and exists (select from private.free_mail_domains d
        where d.domain = lower(substring(btrim(address) from '[^@]*$')))
      then 'that is an address of a free mail provider; only a work email does here'
  end;
end
$$;
comment on function private.email_refusal(uuid, text) is
  'Why a tenant does not take an address for a work email, or null.';

create function private.confirming_refusal(person public.users, address text) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(private.email_refusal(person.tenant_id, address), case
    when address !~ '^[!-~]+@[a-z0-9.-]+$'
      then 'an address with letters other than a to z cannot be confirmed yet'
    when person.email_verified and lower(person.email) = address
      then 'that address is confirmed already'
    when not exists (select from public.tenants t
      where t.id = person.tenant_id and t.inbound_email_domain is not null)
      then 'emails cannot be confirmed here yet'
    -- The open one is given again.
    when (private.open_verification(person)).address is distinct from address
      and private.setting('email_tags_a_day_max', person.tenant_id) <= (
        select count(*) from private.email_verifications v
        where v.tenant_id = person.tenant_id and v.user_id = person.id
          and v.created_at > now() - interval '1 day')
      then 'they have been given as many addresses today as they may; tomorrow there is another'
  end);
end
$$;
comment on function private.confirming_refusal(public.users, text) is
  'Why somebody cannot confirm an address now, or null.';

insert into private.actions (action, agents, to_others, description) values
  ('request_email_verification', '{bouncer,concierge}', 'this agent confirms no emails',
   'give the person an address to mail to from their work email'),
  ('expect_new_number', '{bouncer,concierge}', 'this agent moves no accounts',
   'the person will have a new number, and says so from the old one');

create function private.check_request_email_verification(
  person public.users, input jsonb, handles jsonb
) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['email']),
    private.check_update_profile(person, input, handles),
    private.confirming_refusal(person, lower(btrim(input ->> 'email'))));
end
$$;

create function private.apply_request_email_verification(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  address text := lower(btrim(input ->> 'email'));
begin
  -- An action before this one may have changed the email; this one says which it is.
  update public.users u set email = address,
    email_verified = u.email_verified and lower(u.email) = address
    where u.id = person.id returning * into person;
  if (private.open_verification(person)).id is not null then
    return;
  end if;
  update private.email_verifications v set status = 'superseded'
    where v.user_id = person.id and v.status = 'open';
  insert into private.email_verifications (tenant_id, user_id, address, tag, expires_at)
    values (person.tenant_id, person.id, address, private.new_tag(), now() + make_interval(
      hours => private.setting('email_tag_hours', person.tenant_id)::integer));
end
$$;
comment on function private.apply_request_email_verification(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'A new address takes the place of the one before, unless that one is still good for this email.';

create function private.check_expect_new_number(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case
    when input <> '{}' then 'it takes no fields'
    when not person.email_verified
      then 'an account follows its confirmed email, and this one has none: confirm it first'
  end;
end
$$;

create function private.apply_expect_new_number(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set new_number_until = now() + make_interval(
      hours => private.setting('new_number_hours', u.tenant_id)::integer)
    where u.id = person.id;
end
$$;

create function private.door_view(person public.users, task public.agent_tasks) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return jsonb_build_object(
    'email_verified', person.email_verified,
    'confirm_until', (private.open_verification(person)).expires_at,
    'welcome', case task.task_type when 'welcome' then task.context_json ->> 'occasion' end);
end
$$;
comment on function private.door_view(public.users, public.agent_tasks) is
  'What a reply turn knows of confirming an email: whether it is, until when it can be, and of a '
  'turn that tells of it what it was: joined, email_confirmed, number_moved.';
